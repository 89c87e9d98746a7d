package method

import "throughline.app/workshop"

// Least sizes of notes, in canvas units; the small one is [NoteW] × [NoteH].
const (
	MediumW, MediumH = 136, 116
	LargeW, LargeH   = 224, 180
)

// SizeOf is the least size of a note, which it has unless its text makes it grow. Words
// without a sheet have none: they are as large as their letters.
func SizeOf(n *workshop.Note) workshop.Size {
	switch n.Size {
	case workshop.Medium:
		return workshop.Size{W: MediumW, H: MediumH}
	case workshop.Large:
		return workshop.Size{W: LargeW, H: LargeH}
	}
	return workshop.Size{W: NoteW, H: NoteH}
}
