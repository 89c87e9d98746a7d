package workshoptest

import (
	"slices"

	"pgregory.net/rapid"

	"throughline.app/workshop"
)

// pick draws one of some ids, or another that is not among them.
func pick[K ~string](t *rapid.T, label string, all func(func(K) bool), other K) K {
	ids := append(slices.Sorted(all), other)
	return rapid.SampledFrom(ids).Draw(t, label)
}

// keys are the ids of a table.
func keys[K ~string, R any](all func(func(K, *R) bool)) func(func(K) bool) {
	return func(yield func(K) bool) {
		all(func(id K, _ *R) bool { return yield(id) })
	}
}

// linkOp draws a new link, or something done to one that is there.
func linkOp(t *rapid.T, s *workshop.Snapshot, fresh func(string) string) workshop.Op {
	id := pick(t, "link", keys(s.Links.All()), "")
	typ := rapid.SampledFrom(workshop.LinkTypes()).Draw(t, "type")
	switch {
	case id == "":
		notes := sortedNotes(s)
		from, to := rapid.SampledFrom(notes).Draw(t, "from"), rapid.SampledFrom(notes).Draw(t, "to")
		return workshop.AddLink{Link: workshop.Link{ID: workshop.LinkID(fresh("k")), From: from, To: to, Type: typ}}
	case rapid.Bool().Draw(t, "remove"):
		return workshop.DeleteLinks{Links: []workshop.LinkID{id}}
	}
	return workshop.EditLink{Link: id, Type: typ, Turn: rapid.Bool().Draw(t, "turn"), Label: rapid.StringMatching(`[a-z]{0,8}`).Draw(t, "label")}
}

// categoryOp draws an op on one of three categories, which are made when they are first met.
func categoryOp(t *rapid.T, s *workshop.Snapshot) workshop.Op {
	one := func(label string) workshop.CategoryID {
		return workshop.CategoryID(ID("g", rapid.IntRange(0, 2).Draw(t, label)))
	}
	id, notes := one("category"), NoteIDs(s).Draw(t, "notes")
	if s.Categories.Get(id) == nil {
		return workshop.MakeCategory{Category: workshop.Category{ID: id, Name: "Group", Color: color(t)}, Notes: notes}
	}
	switch rapid.IntRange(0, 10).Draw(t, "op on categories") {
	case 8:
		return workshop.KeepCategory{Category: id, Kept: rapid.Bool().Draw(t, "kept")}
	case 9, 10:
		return proposal(t, s, id, notes)
	case 0:
		return workshop.MergeCategories{From: []workshop.CategoryID{id, one("merged")}, Into: one("into")}
	case 1:
		return workshop.DissolveCategory{Category: id}
	case 2:
		return workshop.RecolorCategory{Category: id, Color: rapid.SampledFrom(workshop.CategoryHues()).Draw(t, "hue")}
	case 3:
		return workshop.Rename{Ref: id.Ref(), Name: rapid.SampledFrom([]string{"One person to call", "Dates"}).Draw(t, "name")}
	case 4:
		return workshop.JoinCategory{Notes: notes, By: workshop.PersonID(ID("p", rapid.IntRange(0, 1).Draw(t, "by")))}
	}
	return workshop.JoinCategory{Category: id, Notes: notes}
}

// commentOp draws a comment, or something done to one that is there.
func commentOp(t *rapid.T, s *workshop.Snapshot, fresh func(string) string) workshop.Op {
	id := pick(t, "comment", keys(s.Comments.All()), "")
	text := rapid.SampledFrom([]string{"Why?", "Ask the network team", "نعم"}).Draw(t, "words")
	switch {
	case id == "":
		on := rapid.SampledFrom(sortedNotes(s)).Draw(t, "on")
		return workshop.AddComment{Comment: workshop.Comment{ID: workshop.CommentID(fresh("m")), Note: on, Author: "p", At: "1000", Text: text}}
	case rapid.Bool().Draw(t, "remove"):
		return workshop.DeleteComment{Comment: id}
	}
	return workshop.EditComment{Comment: id, Text: text}
}

// proposal draws one that makes a category, or goes on with one, and dissolves another.
func proposal(t *rapid.T, s *workshop.Snapshot, id workshop.CategoryID, notes []workshop.NoteID) workshop.Op {
	if rapid.Bool().Draw(t, "another") {
		id = workshop.CategoryID(ID("g", 3))
	}
	cut := rapid.IntRange(0, len(notes)).Draw(t, "put by hand")
	return workshop.AcceptProposal{
		Categories: []workshop.ProposedCategory{{
			ID: id, Name: rapid.SampledFrom([]string{"Dates", "Bills people read"}).Draw(t, "proposed name"),
			Notes: notes[cut:], Put: notes[:cut], Whole: rapid.Bool().Draw(t, "whole"),
		}},
		Dissolve: []workshop.CategoryID{workshop.CategoryID(ID("g", 1))},
	}
}

// scaffoldOp draws an op on stages, lanes, the header or the legend.
func scaffoldOp(t *rapid.T, s *workshop.Snapshot, fresh func(string) string) workshop.Op {
	c := rapid.SampledFrom(s.CanvasList()).Draw(t, "canvas")
	var refs []workshop.Ref
	lanes := rapid.Bool().Draw(t, "lanes")
	for _, st := range s.StageList(c.ID) {
		if !lanes {
			refs = append(refs, st.ID.Ref())
		}
	}
	for _, l := range s.LaneList(c.ID) {
		if lanes {
			refs = append(refs, l.ID.Ref())
		}
	}
	var one, other workshop.Ref
	if len(refs) > 0 {
		one, other = rapid.SampledFrom(refs).Draw(t, "one"), rapid.SampledFrom(refs).Draw(t, "other")
	}
	kind := rapid.IntRange(0, 9).Draw(t, "op on the scaffold")
	switch {
	case kind == 0:
		return workshop.SetLegend{Meanings: map[workshop.Color]string{color(t): rapid.SampledFrom([]string{"", "a risk", "an idea"}).Draw(t, "meaning")}}
	case kind == 9:
		return workshop.TreatAsSame{Add: [][]string{{"cash", rapid.SampledFrom([]string{"money", "coin"}).Draw(t, "same")}}, Remove: [][]string{{"coin", "cash"}}}
	case kind == 1:
		return workshop.EditHeader{Canvas: c.ID, Base: c.Header, Text: Text().Draw(t, "header")}
	case kind == 2 && lanes || len(refs) == 0 && lanes:
		return workshop.AddLane{Lane: workshop.Lane{ID: workshop.LaneID(fresh("l")), Canvas: c.ID, Name: "Added"}, After: workshop.LaneID(one.ID)}
	case kind == 2 || len(refs) == 0:
		return workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID(fresh("s")), Canvas: c.ID, Name: "Added"}, After: workshop.StageID(one.ID)}
	case kind == 3 && lanes:
		return workshop.SetLaneColor{Lane: workshop.LaneID(one.ID), Color: color(t)}
	case kind == 3:
		return workshop.SetWidth{Stage: workshop.StageID(one.ID), Width: rapid.SampledFrom([]float64{0, 300, 352}).Draw(t, "width")}
	case kind == 4:
		return workshop.Rename{Ref: one, Name: rapid.SampledFrom([]string{"Renamed", "Onboarding and first weeks"}).Draw(t, "name")}
	case kind == 5:
		return workshop.Reorder{Ref: one, After: other.ID}
	case kind == 6:
		return workshop.Remove{Ref: one}
	}
	return workshop.MergeInto{From: one, Into: other, Below: map[string]float64{}}
}
