package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Names of a comment's own fields.
const (
	FieldNote = "note"
	FieldAt   = "at"
)

// Limits of comments.
const (
	MaxComment  = 1_000  // bytes of one
	MaxComments = 10_000 // of a workshop, deleted ones included
)

// A Comment is a sentence of one person about a note, in a short thread.
type Comment struct {
	ID     CommentID
	Note   NoteID
	Author PersonID
	Text   string // one value, at most [MaxComment] bytes: only its author writes it
	At     string // Unix milliseconds by its author's clock, to be shown and to order by
	Gone   bool
}

var commentFields = []field[Comment]{
	typed(FieldNote, func(r *Comment) *NoteID { return &r.Note }),
	typed(FieldAuthor, func(r *Comment) *PersonID { return &r.Author }),
	text(FieldText, func(r *Comment) *string { return &r.Text }),
	text(FieldAt, func(r *Comment) *string { return &r.At }),
	flag(FieldGone, func(r *Comment) *bool { return &r.Gone }),
}

// Written is when the comment was written, in Unix milliseconds, 0 if that is not known.
func (c *Comment) Written() int64 {
	ms, err := strconv.ParseInt(c.At, 10, 64)
	if err != nil || ms <= 0 || ms > 1<<45 {
		return 0
	}
	return ms
}

// CommentsOn returns the comments on a note, the earliest first.
func (s *Snapshot) CommentsOn(note NoteID) []*Comment {
	var all []*Comment
	for _, c := range s.Comments.All() {
		if c.Note == note && !c.Gone && c.Text != "" {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b *Comment) int {
		return cmp.Or(cmp.Compare(a.Written(), b.Written()), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// CommentCounts returns how many comments each note has, where it has any.
func (s *Snapshot) CommentCounts() map[NoteID]int {
	var n map[NoteID]int
	for _, c := range s.Comments.All() {
		if !c.Gone && c.Text != "" {
			if n == nil {
				n = make(map[NoteID]int)
			}
			n[c.Note]++
		}
	}
	return n
}

// CleanComment trims a comment and takes bytes out that are not UTF-8.
func CleanComment(s string) string { return strings.TrimSpace(strings.ToValidUTF8(s, "")) }

// ErrCommentTooLong is an [ErrInvalid]: a comment has more than [MaxComment] bytes.
var ErrCommentTooLong = fmt.Errorf("%w: the comment is longer than %d bytes", ErrInvalid, MaxComment)

func checkComment(text string) error {
	switch {
	case text == "":
		return fmt.Errorf("%w: the comment is empty", ErrInvalid)
	case len(text) > MaxComment:
		return ErrCommentTooLong
	}
	return nil
}

// AddComment puts a comment under a note. Errors: [ErrCommentTooLong].
type AddComment struct {
	Comment Comment // with a fresh ID
}

// Plan implements [Op].
func (op AddComment) Plan(s *Snapshot) (Diff, error) {
	c := op.Comment
	c.Text = CleanComment(c.Text)
	if c.ID == "" || s.Comments.Get(c.ID) != nil {
		return nil, fmt.Errorf("%w: the comment's id is missing or taken", ErrInvalid)
	}
	if s.Comments.Len() >= MaxComments {
		return nil, fmt.Errorf("%w: a workshop holds at most %d comments", ErrInvalid, MaxComments)
	}
	if err := checkComment(c.Text); err != nil {
		return nil, err
	}
	if n := s.Notes.Get(c.Note); n == nil || n.Deleted() {
		return nil, nil
	}
	return created(c.ID.Ref(), commentFields, &c), nil
}

// EditComment replaces the words of a comment. Errors: [ErrCommentTooLong].
type EditComment struct {
	Comment CommentID
	Text    string
}

// Plan implements [Op].
func (op EditComment) Plan(s *Snapshot) (Diff, error) {
	text := CleanComment(op.Text)
	if err := checkComment(text); err != nil {
		return nil, err
	}
	if c := s.Comments.Get(op.Comment); c == nil || c.Gone {
		return nil, nil
	}
	return Diff(nil).set(s, op.Comment.Ref(), FieldText, text), nil
}

// DeleteComment takes a comment away.
type DeleteComment struct {
	Comment CommentID
}

// Plan implements [Op].
func (op DeleteComment) Plan(s *Snapshot) (Diff, error) {
	if s.Comments.Get(op.Comment) == nil {
		return nil, nil
	}
	return Diff(nil).set(s, op.Comment.Ref(), FieldGone, "1"), nil
}
