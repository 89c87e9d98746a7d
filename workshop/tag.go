package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of tags.
const (
	MaxTag  = 40 // characters of one
	MaxTags = 24 // that one person may put on a note
)

// betweenTags parts one tag from the next where people write several.
const betweenTags = ",;"

// SplitTags cleans the tags that are written in one line, with commas or semicolons between
// them.
func SplitTags(s string) []string {
	var tags []string
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(betweenTags+"\n", r) }) {
		if t = CleanTag(t); t != "" {
			tags = append(tags, t)
		}
	}
	return tags
}

// CleanTag brings a tag into the form in which it is kept: like a name, without a "#"
// before it and commas in it, at most [MaxTag] characters. "" if nothing is left.
func CleanTag(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(betweenTags, r) {
			return ' '
		}
		return r
	}, s)
	s = strings.TrimLeft(CleanName(s), "# ")
	if utf8.RuneCountInString(s) > MaxTag {
		s = strings.TrimSpace(string([]rune(s)[:MaxTag]))
	}
	return s
}

// TagKey is the key of a tag among the fields of a note, equal on every laptop and for all
// ways to write the tag in large and small letters.
func TagKey(tag string) string { return TextHash(strings.ToLower(CleanTag(tag))) }

// Tags lists the tags of a note by their words.
func (n *Note) Tags() []string { return tagWords(n.TagSet) }

// HasTag reports whether the note bears a tag, however its letters are written.
func (n *Note) HasTag(tag string) bool { return n.TagSet.Get(TagKey(tag)) != "" }

func tagWords(set Keyed) []string {
	if set.Len() == 0 {
		return nil
	}
	words := make([]string, 0, set.Len())
	for _, e := range set.All() {
		words = append(words, e.Value)
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
	})
	return words
}

// A TagCount is a tag and how many notes bear it.
type TagCount struct {
	Tag   string
	Notes int
}

// Tags lists the tags of the workshop, the most frequent first. It goes through all notes.
func (s *Snapshot) Tags() []TagCount {
	at := make(map[string]int)
	var all []TagCount
	for _, n := range s.Notes.All() {
		if n.TagSet.Len() == 0 || n.Deleted() {
			continue
		}
		for _, e := range n.TagSet.All() {
			i, ok := at[e.Key]
			if !ok {
				i = len(all)
				at[e.Key], all = i, append(all, TagCount{Tag: e.Value})
			}
			all[i].Notes++
			all[i].Tag = min(all[i].Tag, e.Value) // of several ways to write it always the same
		}
	}
	slices.SortFunc(all, func(a, b TagCount) int {
		return cmp.Or(cmp.Compare(b.Notes, a.Notes), cmp.Compare(strings.ToLower(a.Tag), strings.ToLower(b.Tag)))
	})
	return all
}

// TagSetOf is a set of tags, for a new note. Empty ones are left out.
func TagSetOf(tags ...string) Keyed {
	var set Keyed
	for _, t := range tags {
		if t = CleanTag(t); t != "" {
			set = set.With(TagKey(t), t)
		}
	}
	return set
}

// TagNotes puts tags on notes and takes others off them. Tags that two people put on a
// note at the same time are both there.
type TagNotes struct {
	Notes  []NoteID // distinct, any order
	Add    []string // cleaned with [CleanTag]
	Remove []string // applied after Add
}

// Plan implements [Op]. A note that bears [MaxTags] gets no more: that is an [ErrInvalid].
func (op TagNotes) Plan(s *Snapshot) (Diff, error) {
	var d Diff
	for _, id := range op.Notes {
		n := s.Notes.Get(id)
		if n == nil || !n.loose() {
			continue
		}
		next := n.TagSet
		for _, t := range op.Add {
			if t = CleanTag(t); t != "" && next.Get(TagKey(t)) == "" {
				next = next.With(TagKey(t), t)
			}
		}
		for _, t := range op.Remove {
			next = next.With(TagKey(t), "")
		}
		if next.Len() > MaxTags && next.Len() > n.TagSet.Len() {
			return nil, fmt.Errorf("%w: a note bears at most %d tags", ErrInvalid, MaxTags)
		}
		for _, e := range n.TagSet.All() {
			d = d.set(s, id.Ref(), FieldTag+e.Key, next.Get(e.Key))
		}
		for _, e := range next.All() {
			if n.TagSet.Get(e.Key) == "" {
				d = d.set(s, id.Ref(), FieldTag+e.Key, e.Value)
			}
		}
	}
	return d, nil
}
