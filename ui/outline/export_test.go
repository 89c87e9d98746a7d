package outline

import "slices"

// Here is the words of the row where the person is.
func (v *View) Here() string { return v.tree.rows[v.at].words() }

func (r row) words() string {
	if r.note != nil {
		return r.note.Text
	}
	return r.name
}

// Notes are the words of the notes that are shown.
func (v *View) Notes() (words []string) {
	for _, r := range v.tree.rows {
		if r.note != nil {
			words = append(words, r.note.Text)
		}
	}
	return words
}

// Around are the notes of the group in which one lies.
func (v *View) Around(words string) (around []string) {
	at := slices.IndexFunc(v.tree.rows, func(r row) bool { return r.words() == words })
	for i := v.tree.parent(at) + 1; i < len(v.tree.rows) && v.tree.rows[i].note != nil; i++ {
		around = append(around, v.tree.rows[i].words())
	}
	return around
}

// Count is what stands at the right of a group.
func (v *View) Count(name string) string {
	i := slices.IndexFunc(v.tree.rows, func(r row) bool { return r.name == name })
	shown := newRowView()
	shown.set(v.list, i)
	return shown.who.Text
}

// ByCategory switches the order.
func (v *View) ByCategory(on bool) {
	if on {
		v.order.Choose(1)
	} else {
		v.order.Choose(0)
	}
}

// Top is how far the list is scrolled.
func (v *View) Top() float32 { return v.list.top }

// RowHeight is the height of a row.
func (v *View) RowHeight() float32 { return rowHeight }

// Drawn is how many rows are drawn.
func (v *View) Drawn() int { return len(v.list.rows) }

// Says is what stands in the row where the person is, of a grid.
func (v *View) Says() string {
	shown := newRowView()
	shown.set(v.list, v.at)
	return shown.name.Text + ": " + shown.what.Text
}
