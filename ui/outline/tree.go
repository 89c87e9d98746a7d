package outline

import (
	"cmp"
	"slices"
	"strings"

	"throughline.app/editor"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// A row is one line of the tree as it is shown.
type row struct {
	key       string // names the row from one state of the workshop to the next
	depth     int
	name      string
	ref       workshop.Ref        // what the row stands for; a zero Kind stands for a heading
	note      *workshop.Note      // nil for a group
	link      *workshop.Link      // of a row that stands for one
	region    workshop.Region     // where a note that is added here goes
	category  workshop.CategoryID // and its category
	color     workshop.Color      // of a note or a category
	count     int                 // notes in a group
	of        int                 // notes in it without the filter
	group     bool
	open      bool
	elsewhere bool            // a canvas that is not the one shown
	spot      editor.GridSpot // of a row or a cell of a grid
	says      string          // of a row of a grid, in place of a number of notes
	holds     string          // what stands in it
}

// A tree makes rows from a workshop.
type tree struct {
	ed         *editor.Editor
	byCategory bool
	closed     map[string]bool                      // groups that the person closed, by key
	words      []string                             // of the filter, in lower case
	links      map[workshop.NoteID][]*workshop.Link // of the notes that have any

	rows []row
	snap *workshop.Snapshot
}

// build makes the rows of the workshop as it is now.
func (t *tree) build() {
	t.snap, t.rows = t.ed.Shown(), t.rows[:0]
	notes := t.notes()
	t.links = make(map[workshop.NoteID][]*workshop.Link)
	for _, l := range t.snap.LinkList(t.ed.Canvas()) {
		t.links[l.From] = append(t.links[l.From], l)
		t.links[l.To] = append(t.links[l.To], l)
	}
	fit := 0
	for _, n := range notes {
		if t.fits(n) {
			fit++
		}
	}
	root := t.add(row{key: "workshop", name: t.snap.Meta.Title, ref: workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}, group: true})
	if !t.rows[root].open {
		t.rows[root].count, t.rows[root].of = fit, len(notes)
		return
	}
	for _, c := range t.snap.CanvasList() {
		r := row{key: c.ID.Ref().Key(), depth: 1, name: c.Title, ref: c.ID.Ref(), group: true}
		if c.ID != t.ed.Canvas() {
			r.elsewhere = true
			r.count = t.snap.NotesOn(c.ID)
			r.of = r.count
			t.rows[root].count, t.rows[root].of = t.rows[root].count+r.count, t.rows[root].of+r.of
			t.rows = append(t.rows, r)
			continue
		}
		r.count, r.of = fit, len(notes)
		t.rows[root].count, t.rows[root].of = t.rows[root].count+fit, t.rows[root].of+r.of
		switch i := t.add(r); {
		case !t.rows[i].open:
		case t.ed.Grid() != nil:
			t.rows[i].says = say.OutlineRows(len(t.ed.Grid().Rows))
			t.grid(t.ed.Grid())
		case t.byCategory:
			t.categories(notes)
		default:
			t.stages(notes)
		}
	}
}

// notes is the notes of the canvas in the order in which they are read, the one being
// written included.
func (t *tree) notes() []*workshop.Note {
	notes := t.snap.NoteList(t.ed.Canvas())
	if w, ok := t.ed.Editing(); ok && !w.Header && t.snap.Notes.Get(w.Note.ID) == nil {
		notes = append(notes, &w.Note)
	}
	type at struct {
		n *workshop.Note
		p workshop.Point
	}
	l := t.ed.Layout()
	list := make([]at, len(notes))
	for i, n := range notes {
		list[i] = at{n, l.At(n)}
	}
	slices.SortFunc(list, func(a, b at) int {
		return cmp.Or(cmp.Compare(a.p.Y, b.p.Y), cmp.Compare(a.p.X, b.p.X), cmp.Compare(a.n.ID, b.n.ID))
	})
	for i := range list {
		notes[i] = list[i].n
	}
	return notes
}

// add adds a group, open unless the person closed it, and returns its place. While a filter
// is on all groups are open.
func (t *tree) add(r row) int {
	r.open = !t.closed[r.key] || len(t.words) > 0
	t.rows = append(t.rows, r)
	return len(t.rows) - 1
}

func (t *tree) fits(n *workshop.Note) bool {
	if len(t.words) == 0 {
		return true
	}
	text := strings.ToLower(n.Text + "\n" + t.snap.AuthorName(n.Author) + "\n" + strings.Join(n.Tags(), "\n"))
	if c := t.snap.CategoryOf(n); c != nil {
		text += "\n" + strings.ToLower(c.Name)
	}
	for _, w := range t.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// leaves adds the notes of a group that fit.
func (t *tree) leaves(depth int, notes []*workshop.Note, region workshop.Region, category workshop.CategoryID) {
	for _, n := range notes {
		if t.fits(n) {
			t.rows = append(t.rows, row{
				key: n.ID.Ref().Key(), depth: depth, ref: n.ID.Ref(), note: n, color: n.Color, region: region, category: category,
			})
			for _, l := range t.links[n.ID] {
				t.rows = append(t.rows, t.link(n, l, depth+1, region, category))
			}
		}
	}
}

// link is the row of a link below one of its notes, from where it reads as a sentence.
func (t *tree) link(n *workshop.Note, l *workshop.Link, depth int, region workshop.Region, category workshop.CategoryID) row {
	r := row{key: linkKey(l.ID) + string(n.ID), depth: depth, ref: l.ID.Ref(), link: l, region: region, category: category}
	if n.ID == l.From {
		r.name = say.OutlineLinkTo(l.Type.Words(), firstLine(t.snap.Notes.Get(l.To).Text))
	} else {
		r.name = say.OutlineLinkFrom(firstLine(t.snap.Notes.Get(l.From).Text), l.Type.Words())
	}
	return r
}

func linkKey(id workshop.LinkID) string { return id.Ref().Key() + "@" }

func (t *tree) fitting(notes []*workshop.Note) int {
	if len(t.words) == 0 {
		return len(notes)
	}
	n := 0
	for _, note := range notes {
		if t.fits(note) {
			n++
		}
	}
	return n
}

// stages adds stage by stage, lane by lane; groups where nothing fits the filter are left
// out.
func (t *tree) stages(notes []*workshop.Note) {
	cells := make(map[workshop.Region][]*workshop.Note)
	for _, n := range notes {
		r := t.ed.Layout().HomeOf(n)
		cells[r] = append(cells[r], n)
	}
	lanes := t.snap.LaneList(t.ed.Canvas())
	for _, st := range t.snap.StageList(t.ed.Canvas()) {
		var in []*workshop.Note
		for _, ln := range lanes {
			in = append(in, cells[workshop.Region{Stage: st.ID, Lane: ln.ID}]...)
		}
		first := workshop.Region{Stage: st.ID}
		if len(lanes) > 0 {
			first.Lane = lanes[0].ID
		}
		r := row{key: st.ID.Ref().Key(), depth: 2, name: st.Name, ref: st.ID.Ref(), group: true, region: first, count: t.fitting(in), of: len(in)}
		if t.skip(r) || !t.rows[t.add(r)].open {
			continue
		}
		for _, ln := range lanes {
			region := workshop.Region{Stage: st.ID, Lane: ln.ID}
			here := cells[region]
			r := row{
				key: st.ID.Ref().Key() + "/" + ln.ID.Ref().Key(), depth: 3, name: ln.Name, ref: ln.ID.Ref(), group: true,
				region: region, count: t.fitting(here), of: len(here),
			}
			if !t.skip(r) && t.rows[t.add(r)].open {
				t.leaves(4, here, region, "")
			}
		}
	}
	shelf := cells[workshop.Region{}]
	r := row{key: "unplaced", depth: 2, name: say.OutlineUnplaced, group: true, count: t.fitting(shelf), of: len(shelf)}
	if len(shelf) > 0 && !t.skip(r) && t.rows[t.add(r)].open {
		t.leaves(3, shelf, workshop.Region{}, "")
	}
}

func (t *tree) skip(r row) bool { return len(t.words) > 0 && r.count == 0 }

// categories adds category by category, and then what is in none.
func (t *tree) categories(notes []*workshop.Note) {
	in := make(map[workshop.CategoryID][]*workshop.Note)
	for _, n := range notes {
		id := workshop.CategoryID("")
		if c := t.snap.CategoryOf(n); c != nil {
			id = c.ID
		}
		in[id] = append(in[id], n)
	}
	group := func(r row, id workshop.CategoryID) {
		r.depth, r.group, r.category = 2, true, id
		r.count, r.of = t.fitting(in[id]), len(in[id])
		if !t.skip(r) && t.rows[t.add(r)].open {
			t.leaves(3, in[id], workshop.Region{}, id)
		}
	}
	for _, c := range t.snap.CategoryList() {
		group(row{key: c.ID.Ref().Key(), name: c.Name, ref: c.ID.Ref(), color: c.Color}, c.ID)
	}
	group(row{key: "uncategorised", name: say.OutlineNoCategory}, "")
}

// find is the place of a row, -1 if it is not shown.
func (t *tree) find(key string) int {
	return slices.IndexFunc(t.rows, func(r row) bool { return r.key == key })
}

// parent is the group that a row is in, -1 for the workshop.
func (t *tree) parent(i int) int {
	for j := i - 1; j >= 0; j-- {
		if t.rows[j].depth < t.rows[i].depth {
			return j
		}
	}
	return -1
}
