package carry

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// A Digest is what came in with a file.
type Digest struct {
	By    string // who saved the file, may be empty
	Title string // of the workshop, as it is now
	First bool   // this laptop did not have the workshop

	New      []workshop.NoteID // notes that were not here, by id, as the next two
	Changed  []workshop.NoteID
	Deleted  []workshop.NoteID
	Links    int // new, changed or removed; likewise the next two
	Comments int
	Answers  int // to what was asked, as whether notes are true
	Other    int // stages, lanes, categories, canvases, and the workshop's own record
	Pictures int // whose bytes were not here
	Spoiled  int // pictures that are damaged in the file, or no pictures, or too many
	People   []Share
}

// A Share is how many of the notes of a Digest somebody wrote or altered last.
type Share struct {
	Person workshop.PersonID
	Name   string // "" for somebody whom the workshop does not know
	Notes  int
}

// Empty reports whether nothing came in.
func (d *Digest) Empty() bool {
	return len(d.New)+len(d.Changed)+len(d.Deleted)+d.Links+d.Comments+d.Answers+d.Other+d.Pictures == 0
}

// Compare fills in what is different in after, on the records that moved. Authors are who
// altered a record last.
func (d *Digest) Compare(before, after *workshop.Snapshot, moved []workshop.Ref, authors map[workshop.Ref]workshop.PersonID) {
	notes := map[workshop.PersonID]int{}
	d.Title = after.Meta.Title
	for _, ref := range moved {
		switch ref.Kind {
		case workshop.KindNote:
			id := workshop.NoteID(ref.ID)
			was, is := before.Notes.Get(id), after.Notes.Get(id)
			here, stays := was != nil && !was.Deleted(), is != nil && !is.Deleted()
			who := authors[ref]
			switch {
			case stays && !here:
				d.New = append(d.New, id)
				if is.Author != "" {
					who = is.Author
				}
			case stays:
				d.Changed = append(d.Changed, id)
			case here:
				d.Deleted = append(d.Deleted, id)
			default:
				continue
			}
			notes[who]++
		case workshop.KindLink:
			d.Links++
		case workshop.KindComment:
			d.Comments++
		case workshop.KindAnswer:
			d.Answers++
		case workshop.KindPerson:
		default:
			d.Other++
		}
	}
	for _, ids := range [][]workshop.NoteID{d.New, d.Changed, d.Deleted} {
		slices.Sort(ids)
	}
	for id, n := range notes {
		d.People = append(d.People, Share{id, after.AuthorName(id), n})
	}
	slices.SortFunc(d.People, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Notes, a.Notes), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Person, b.Person))
	})
}
