package editor_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestSeveralLinesCanBecomeOneNote(t *testing.T) {
	h := editortest.New(t)
	h.Move(h.Cell(2, 1)).Ed.Paste("first\nsecond\n\nthird")
	h.WantTexts("first", "second", "third").WantChanges(1)
	require.Len(t, h.Ed.Selection().IDs(), 3)
	offer := h.Heard[len(h.Heard)-1]
	require.Equal(t, "Make it one note", offer.Button)
	require.True(t, offer.Still())
	offer.Do()
	h.WantTexts("first\nsecond\n\nthird")
	h.WantRegion(h.Ed.Selection().IDs()[0], 2, 1)
	require.Equal(t, "paste a note", h.Ed.CanUndo())
	require.False(t, offer.Still())
	h.Key("Ctrl+Z").WantTexts()
	require.Empty(t, h.Ed.CanUndo())
}

func TestRowsOfASpreadsheetAreReadByTheirHeadings(t *testing.T) {
	h := editortest.New(t)
	l := h.Ed.Layout()
	h.Move(h.Cell(0, 0)).Ed.Paste(fmt.Sprintf("Stage\tNote\tColour\tTags\tsomething else\r\n"+
		"%s\t\"Two\nlines\"\tGREEN\t#late, billing\tx\r\n\tNowhere else\tmauve\t\t\r\n\t\t\t\t\r\n", strings.ToUpper(l.Stages[3].Name)))
	h.WantTexts("Two\nlines", "Nowhere else").WantChanges(1)
	for _, n := range h.Doc.Snapshot().NoteList(h.Ed.Canvas()) {
		if n.Text == "Nowhere else" {
			h.WantRegion(n.ID, 0, 0)
			require.Empty(t, n.Tags())
			continue
		}
		h.WantRegion(n.ID, 3, 0)
		require.Equal(t, workshop.Green, n.Color)
		require.Equal(t, []string{"billing", "late"}, n.Tags())
	}
}

func TestTenThousandPastedLinesComeInTurnsAndNoneIsDropped(t *testing.T) {
	h := editortest.New(t)
	var text strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&text, "line %d\n", i)
	}
	h.Ed.Paste(text.String())
	h.WantChanges(1)
	require.Equal(t, 1_000, h.Doc.Snapshot().NotesOn(h.Ed.Canvas()))
	offer := h.Heard[len(h.Heard)-1]
	require.Contains(t, offer.Sentence, "1000 of 10000 lines")
	for range 8 {
		offer.Do()
		offer = h.Heard[len(h.Heard)-1]
	}
	require.Equal(t, "Paste 1000 more", offer.Button)
	require.True(t, h.Ed.Run("edit.paste.rest"), "as long as one likes after the offer went")
	require.False(t, h.Ed.Run("edit.paste.rest"))
	s := h.Doc.Snapshot()
	require.Equal(t, 10_000, s.NotesOn(h.Ed.Canvas()))
	h.WantChanges(10)
	require.NoError(t, h.Err)
	said, l := make(map[string]bool, 10_000), h.Ed.Layout()
	for _, n := range s.NoteList(h.Ed.Canvas()) {
		said[n.Text] = true
		require.True(t, l.Bounds.Encloses(workshop.RectAt(l.Position(n.Place), method.Estimate(n))))
	}
	require.Len(t, said, 10_000, "no line twice, none dropped")
}

func TestALineTooLongForANoteMakesSeveral(t *testing.T) {
	h := editortest.New(t)
	long := strings.Repeat("ä😀", 5_000)
	h.Ed.Paste(long)
	all := ""
	for _, n := range h.Doc.Snapshot().NoteList(h.Ed.Canvas()) {
		require.NoError(t, workshop.CheckText(n.Text))
		all += n.Text
	}
	require.Equal(t, long, all)
	h.Ed.Paste("\x00\xff \t \n")
	require.NoError(t, h.Err)
}

func TestCopiedNotesComeAsTheyWereWhereThePointerIs(t *testing.T) {
	h := editortest.New(t)
	a, b := lay(h, 0, 0, 0, 0), lay(h, 0, 0, 112, 20)
	h.Remote(workshop.Resize{Notes: []workshop.NoteID{a}, Size: workshop.Medium})
	h.Remote(workshop.Recolor{Notes: []workshop.NoteID{b}, Color: workshop.Violet})
	h.Remote(workshop.Lock{Notes: []workshop.NoteID{b}, Locked: true})
	h.Key("Ctrl+A")
	text := h.Ed.Copy()
	require.True(t, strings.HasPrefix(text, "n\nn\n"), "the words first")
	h.Move(h.Cell(3, 2)).Ed.Paste(text)
	h.WantChanges(1)
	ids := h.Ed.Selection().IDs()
	require.Len(t, ids, 2)
	s := h.Doc.Snapshot()
	na, nb := s.Notes.Get(ids[0]), s.Notes.Get(ids[1])
	require.Equal(t, workshop.Medium, na.Size)
	require.Equal(t, workshop.Violet, nb.Color)
	require.False(t, nb.Locked())
	require.Equal(t, workshop.PersonID("me"), na.Author)
	h.WantRegion(ids[0], 3, 2)
	ra, _ := h.Ed.Hits().NoteRect(ids[0])
	rb, _ := h.Ed.Hits().NoteRect(ids[1])
	require.InDelta(t, 112, rb.Min.X-ra.Min.X, 8)
	require.InDelta(t, 20, rb.Min.Y-ra.Min.Y, 0.02)

	for _, damaged := range []string{
		"hello\nthroughline:notes:1 !!!", "hello\nthroughline:notes:1 e30=",
		"hello\nthroughline:notes:1 eyJub3RlcyI6W3sidGV4dCI6IngiLCJjb2xvciI6InBpbmsifV19",
	} {
		before := h.Doc.Snapshot().NotesOn(h.Ed.Canvas())
		h.Ed.Paste(damaged)
		require.Equal(t, before+1, h.Doc.Snapshot().NotesOn(h.Ed.Canvas()))
		require.Equal(t, "hello", h.Doc.Snapshot().Notes.Get(h.Ed.Selection().IDs()[0]).Text)
	}
	require.NoError(t, h.Err)
}
