package workshop_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

var words = rapid.SampledFrom([]string{"billing", "Billing", "5G", "Übergabe", "顧客", "first week", "#risk"})

func tagSet(t *rapid.T, label string) []string { return rapid.SliceOfN(words, 0, 5).Draw(t, label) }

// What two people put on a note at the same time is all there, whoever came first, and
// what neither took off stays.
func TestTagsOfTwoPeopleMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := do(t, workshoptest.Big(2), workshop.TagNotes{Notes: []workshop.NoteID{note(0)}, Add: tagSet(t, "before")})
		mine := workshop.TagNotes{Notes: []workshop.NoteID{note(0)}, Add: tagSet(t, "mine")}
		theirs := workshop.TagNotes{Notes: []workshop.NoteID{note(0)}, Add: tagSet(t, "theirs"), Remove: tagSet(t, "taken off")}
		_, a := do(t, s, mine)
		_, b := do(t, s, theirs)
		after := s.With(a).With(b).Notes.Get(note(0))
		for _, tag := range mine.Add {
			if s.Notes.Get(note(0)).HasTag(tag) {
				continue // taken off by them, if they did, and not put on again by me
			}
			require.True(t, after.HasTag(tag), "%q of %q", tag, after.Tags())
		}
		for _, tag := range s.Notes.Get(note(0)).Tags() {
			off := false
			for _, r := range theirs.Remove {
				off = off || workshop.TagKey(r) == workshop.TagKey(tag)
			}
			require.Equal(t, !off, after.HasTag(tag), tag)
		}
		both := s.With(b).With(a)
		require.Equal(t, len(after.Tags()), len(both.Notes.Get(note(0)).Tags()))
	})
}

func TestTagsAreTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		next, d := do(t, s, workshop.TagNotes{Notes: workshoptest.NoteIDs(s).Draw(t, "notes"), Add: tagSet(t, "add"), Remove: tagSet(t, "remove")})
		require.True(t, next.With(d.Invert()).Equal(s))
	})
}

func TestTagsHaveOneSpelling(t *testing.T) {
	s, d := do(t, workshoptest.Big(2), workshop.TagNotes{Notes: []workshop.NoteID{note(0), note(1), "never"}, Add: []string{"  #Billing ", "billing", "", "##", "a\nb"}})
	require.Equal(t, []string{"a b", "Billing"}, s.Notes.Get(note(0)).Tags())
	require.Len(t, d, 4)
	require.Equal(t, []workshop.TagCount{{"a b", 2}, {"Billing", 2}}, s.Tags())
	s, _ = do(t, s, workshop.TagNotes{Notes: []workshop.NoteID{note(0)}, Remove: []string{"BILLING"}})
	require.Equal(t, []string{"a b"}, s.Notes.Get(note(0)).Tags())
	require.Equal(t, workshop.MaxTag, len([]rune(workshop.CleanTag(strings.Repeat("ü", 90)))))
}

func TestTooManyTagsAreRefused(t *testing.T) {
	var many []string
	for i := range workshop.MaxTags + 1 {
		many = append(many, fmt.Sprint("tag ", i))
	}
	_, err := workshop.TagNotes{Notes: []workshop.NoteID{note(0)}, Add: many}.Plan(workshoptest.Big(1))
	require.ErrorIs(t, err, workshop.ErrInvalid)
}

// A family of fields is fields: it is set, listed, left out and brought back one by one.
func TestKeyedFieldsStandOneByOne(t *testing.T) {
	ref := note(0).Ref()
	s := workshoptest.Big(1).With(workshop.Diff{{Ref: ref, Field: "tag.one", After: "x"}, {Ref: ref, Field: "tag.two", After: "y"}})
	require.Equal(t, "y", s.Field(ref, "tag.two"))
	require.Empty(t, s.Field(ref, "tag.three"))
	listed := map[string]string{}
	s.Fields(func(r workshop.Ref, name, value string) bool {
		if r == ref && strings.HasPrefix(name, "tag.") {
			listed[name] = value
		}
		return true
	})
	require.Equal(t, map[string]string{"tag.one": "x", "tag.two": "y"}, listed)
	before := s.Notes.Get(note(0)).TagSet
	next := s.With(workshop.Diff{{Ref: ref, Field: "tag.one", Before: "x"}})
	require.Equal(t, 1, next.Notes.Get(note(0)).TagSet.Len())
	require.Equal(t, 2, before.Len(), "what was handed out stays as it was")
}

func TestLegend(t *testing.T) {
	s, _ := do(t, workshoptest.Big(1), workshop.SetLegend{Meanings: map[workshop.Color]string{workshop.Coral: " a  risk ", workshop.Blue: strings.Repeat("x", 200)}})
	require.Equal(t, "a risk", s.Meta.Meaning(workshop.Coral))
	require.Len(t, s.Meta.Meaning(workshop.Blue), workshop.MaxName)
	s, d := do(t, s, workshop.SetLegend{Meanings: map[workshop.Color]string{workshop.Coral: ""}})
	require.Len(t, d, 1)
	require.Empty(t, s.Meta.Meaning(workshop.Coral))
	require.NotEmpty(t, s.Meta.Meaning(workshop.Blue))
	_, err := workshop.SetLegend{Meanings: map[workshop.Color]string{"pink": "x"}}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
}

func TestResize(t *testing.T) {
	s, _ := do(t, workshoptest.Big(2), workshop.Resize{Notes: []workshop.NoteID{note(0)}, Size: workshop.Large})
	require.Equal(t, workshop.Large, s.Notes.Get(note(0)).Size)
	s, _ = do(t, s, workshop.Resize{Notes: []workshop.NoteID{note(0)}})
	require.Empty(t, s.Field(note(0).Ref(), workshop.FieldSize), "small is the absence of a size")
	_, err := workshop.Resize{Notes: []workshop.NoteID{note(0)}, Size: "huge"}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
}
