package workshop_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func category(i int) workshop.CategoryID { return workshop.CategoryID(fmt.Sprintf("cat%d", i)) }

// grouped is a workshop of ten notes and four categories, two notes in each of them.
func grouped(t require.TestingT) *workshop.Snapshot {
	s := workshoptest.Spec{Notes: 10}.Snapshot()
	for i := range 10 {
		s, _ = do(t, s, workshop.JoinCategory{Notes: []workshop.NoteID{note(i)}})
	}
	for _, c := range s.CategoryList() {
		s, _ = do(t, s, workshop.DissolveCategory{Category: c.ID})
	}
	for i := range 4 {
		s, _ = do(t, s, workshop.MakeCategory{
			Category: workshop.Category{ID: category(i), Name: fmt.Sprintf("Group %d", i)},
			Notes:    []workshop.NoteID{note(2 * i), note(2*i + 1)},
		})
	}
	return s
}

func in(s *workshop.Snapshot, id workshop.NoteID) workshop.CategoryID {
	if c := s.CategoryOf(s.Notes.Get(id)); c != nil {
		return c.ID
	}
	return ""
}

func TestANewCategoryHasAHueOfItsOwn(t *testing.T) {
	s := grouped(t)
	seen := make(map[workshop.Color]bool)
	for _, c := range s.CategoryList() {
		require.True(t, c.Color.Hue())
		require.False(t, seen[c.Color])
		seen[c.Color] = true
	}
	require.Equal(t, "Category 5", s.FreeCategoryName())
	s, _ = do(t, s, workshop.Rename{Ref: category(0).Ref(), Name: "Category 8"})
	require.Equal(t, "Category 9", s.FreeCategoryName())
}

func TestMergedCategoriesTakeLateMembersAlong(t *testing.T) {
	base := grouped(t)
	merged, _ := do(t, base, workshop.MergeCategories{From: []workshop.CategoryID{category(0), category(1)}, Into: category(1)})
	require.Equal(t, category(1), in(merged, note(0)))
	require.Len(t, merged.CategoryList(), 3)

	_, late := do(t, base, workshop.JoinCategory{Category: category(0), Notes: []workshop.NoteID{note(9)}})
	both := merged.With(late)
	require.Equal(t, category(1), in(both, note(9)), "added to the one while it was merged into the other")
	require.Len(t, both.Members(category(0), both.CanvasList()[0].ID), 5)

	further, _ := do(t, both, workshop.MergeCategories{From: []workshop.CategoryID{category(0)}, Into: category(2)})
	require.Equal(t, category(2), in(further, note(9)))
	gone, _ := do(t, further, workshop.DissolveCategory{Category: category(0)})
	require.Empty(t, in(gone, note(0)))
	require.Empty(t, in(gone, note(4)))
	require.Equal(t, category(3), in(gone, note(6)))
	_, d := do(t, gone, workshop.JoinCategory{Category: category(1), Notes: []workshop.NoteID{note(6)}})
	require.Empty(t, d, "there is no such category any more")
}

func TestMergesInACircleMakeOne(t *testing.T) {
	base := grouped(t)
	var all workshop.Diff
	for i := range 3 {
		_, d := do(t, base, workshop.MergeCategories{From: []workshop.CategoryID{category(i)}, Into: category((i + 1) % 3)})
		all = append(all, d...)
	}
	_, d := do(t, base, workshop.MergeCategories{From: []workshop.CategoryID{category(3)}, Into: category(2)})
	s := base.With(append(all, d...))
	for i := range 8 {
		require.Equal(t, category(0), in(s, note(i)))
	}
	require.Len(t, s.CategoryList(), 1)
	s, _ = do(t, s, workshop.Rename{Ref: category(0).Ref(), Name: "All"})
	s, _ = do(t, s, workshop.JoinCategory{Category: category(2), Notes: []workshop.NoteID{note(9)}})
	require.Equal(t, category(0), in(s, note(9)))
	s, _ = do(t, s, workshop.DissolveCategory{Category: category(1)})
	require.Empty(t, in(s, note(9)))
}

func TestUndoneMergeBringsBothBack(t *testing.T) {
	d := &desk{t: t, s: grouped(t)}
	d.mine(workshop.MergeCategories{From: []workshop.CategoryID{category(0)}, Into: category(1)})
	require.True(t, d.undo())
	require.Equal(t, category(0), in(d.s, note(0)))
	require.True(t, d.redo())
	require.Equal(t, category(1), in(d.s, note(0)))
}

func TestACategoryThatAColleagueUsesOutlivesUndo(t *testing.T) {
	for name, theirs := range map[string]workshop.Op{
		"joined": workshop.JoinCategory{Category: "new", Notes: []workshop.NoteID{note(2)}},
		"merged": workshop.MergeCategories{From: []workshop.CategoryID{category(1)}, Into: "new"},
	} {
		d := &desk{t: t, s: grouped(t)}
		d.mine(workshop.MakeCategory{Category: workshop.Category{ID: "new", Name: "New"}, Notes: []workshop.NoteID{note(0)}})
		d.theirs(theirs)
		require.True(t, d.undo())
		require.Equal(t, workshop.CategoryID("new"), in(d.s, note(2)), name)
		require.Equal(t, category(0), in(d.s, note(0)), name)
	}
	d := &desk{t: t, s: grouped(t)}
	d.mine(workshop.MakeCategory{Category: workshop.Category{ID: "new", Name: "New"}, Notes: []workshop.NoteID{note(0)}})
	require.True(t, d.undo())
	require.Nil(t, d.s.Category("new"))
	require.True(t, d.redo())
	require.Equal(t, workshop.CategoryID("new"), in(d.s, note(0)))
}

// Whatever several people do with categories at once, in whatever order it arrives: each
// note is in one that is there, or in none.
func TestNoNotePointsToNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := grouped(t)
		var diffs []workshop.Diff
		for person := range 3 {
			s := base
			for i := range rapid.IntRange(0, 4).Draw(t, "ops") {
				a := category(rapid.IntRange(0, 3).Draw(t, "a"))
				b := category(rapid.IntRange(0, 3).Draw(t, "b"))
				ids := []workshop.NoteID{note(rapid.IntRange(0, 9).Draw(t, "note"))}
				op := []workshop.Op{
					workshop.MergeCategories{From: []workshop.CategoryID{a}, Into: b},
					workshop.DissolveCategory{Category: a},
					workshop.JoinCategory{Category: a, Notes: ids},
					workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(fmt.Sprintf("p%d-%d", person, i)), Name: "Own"}, Notes: ids},
				}[rapid.IntRange(0, 3).Draw(t, "op")]
				var d workshop.Diff
				s, d = do(t, s, op)
				diffs = append(diffs, d)
			}
		}
		s := base
		for _, d := range rapid.Permutation(diffs).Draw(t, "order") {
			s = s.With(d)
		}
		there := make(map[workshop.CategoryID]bool)
		for _, c := range s.CategoryList() {
			require.Same(t, c, s.Category(c.ID))
			there[c.ID] = true
		}
		for id := range s.Categories.All() {
			if c := s.Category(id); c != nil {
				require.True(t, there[c.ID])
				require.False(t, c.Gone)
			}
		}
		for i := range 10 {
			if c := in(s, note(i)); c != "" {
				require.True(t, there[c])
			}
		}
	})
}
