package editor

import (
	"fmt"
	"time"

	"throughline.app/workshop"
)

// Comment puts a comment of this person under a note, at a moment of the laptop's clock.
// It reports false if it was refused; [Options.Trouble] has told why.
func (ed *Editor) Comment(note workshop.NoteID, text string, at time.Time) bool {
	d, ok := ed.Do("comment on a note", workshop.AddComment{Comment: workshop.Comment{
		ID: workshop.CommentID(ed.doc.NewID()), Note: note, Author: ed.doc.Me(), Text: text, At: fmt.Sprint(at.UnixMilli()),
	}})
	return ok && !d.Empty()
}

// EditComment replaces the words of a comment of this person's.
func (ed *Editor) EditComment(id workshop.CommentID, text string) bool {
	if !ed.myComment(id) {
		return false
	}
	_, ok := ed.Do("edit a comment", workshop.EditComment{Comment: id, Text: text})
	return ok
}

// DeleteComment takes a comment of this person's away.
func (ed *Editor) DeleteComment(id workshop.CommentID) bool {
	if !ed.myComment(id) {
		return false
	}
	_, ok := ed.Do("delete a comment", workshop.DeleteComment{Comment: id})
	return ok
}

func (ed *Editor) myComment(id workshop.CommentID) bool {
	c := ed.doc.Snapshot().Comments.Get(id)
	return c != nil && !c.Gone && c.Author == ed.doc.Me()
}

// OpenComments asks for the comments on a note to be shown.
func (ed *Editor) OpenComments(note workshop.NoteID) {
	if ed.OnComments != nil && ed.Finish() && ed.on(ed.doc.Snapshot(), note) {
		ed.Select(note)
		ed.OnComments(note)
	}
}

func (ed *Editor) addCommenting(add adder) {
	c := add("comment.open", "Comments…", func() bool { return ed.selection.Len() == 1 },
		func() { ed.OpenComments(ed.selection.ids[0]) }, Chord{Ctrl | Alt, "M"})
	c.Group, c.On, c.Why = 6, OnNote, "Select one note first"
}
