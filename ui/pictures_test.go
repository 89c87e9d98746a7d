package ui_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui"
	"throughline.app/ui/panel"
	"throughline.app/workshop"
)

// file is a file with words in it; the session of these tests takes any for a picture.
func file(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte("pixels of "+name), 0o600))
	return path
}

// images lists the notes that show a picture.
func images(s *workshop.Snapshot) (ids []workshop.NoteID) {
	for id, n := range s.Notes.All() {
		if _, shows := n.Picture(); shows && !n.Deleted() {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func paste(d *desk, text string) {
	board := test.NewClipboard()
	board.SetContent(text)
	d.shell.Window().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
}

func TestDroppedFilesBecomeNotesWithAWordAboutTheirSize(t *testing.T) {
	d, v := atCanvas(t, "first note")
	before := v.Editor().Snapshot().Notes.Len()
	ui.Drop(d.shell, fyne.NewPos(700, 500), []fyne.URI{storage.NewFileURI(file(t, "a.png")), storage.NewFileURI(file(t, "b.jpg"))})
	d.untilText("2 pictures were scaled down to fit")
	require.Len(t, images(v.Editor().Snapshot()), 2)
	require.Equal(t, before+2, v.Editor().Snapshot().Notes.Len())
	require.Equal(t, "add 2 pictures", v.Editor().CanUndo())
	v.Editor().Undo()
	require.Empty(t, images(v.Editor().Snapshot()))
}

func TestAPastedFileGoesOnTheSelectedNoteAndTextStaysText(t *testing.T) {
	d, v := atCanvas(t, "first note")
	v.Focus()
	one := workshop.NoteID("n000000")
	v.Editor().Select(one)
	path := file(t, "a.png")
	paste(d, "file://"+path+"\n")
	d.untilText("Scaled down to 40×30 to fit")
	require.Equal(t, []workshop.NoteID{one}, images(v.Editor().Snapshot()))

	v.Editor().Select()
	paste(d, path+" is a file\n"+filepath.Join(filepath.Dir(path), "none.png"))
	require.Len(t, images(v.Editor().Snapshot()), 1, "words about a file are words")
	require.Equal(t, "paste 2 notes", v.Editor().CanUndo())
}

func TestWhatIsNoPictureIsRefusedWithASentence(t *testing.T) {
	d, v := atCanvas(t, "first note")
	refused := errors.New("no picture")
	d.backend.Sessions["a"].Refuse = refused
	d.backend.Sentence[refused] = [2]string{"This is no picture that a note can show.", "Use a PNG."}
	ui.Drop(d.shell, fyne.NewPos(700, 500), []fyne.URI{storage.NewFileURI(file(t, "a.pdf"))})
	d.untilText("This is no picture that a note can show.")
	require.Empty(t, images(v.Editor().Snapshot()))
}

func TestACopiedPictureComesFromTheDesktopsTool(t *testing.T) {
	bin := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(bin, "xclip"), []byte("#!/bin/sh\necho copied pixels\n"), 0o700))
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("DISPLAY", ":99")
	t.Setenv("WAYLAND_DISPLAY", "")
	d, v := atCanvas(t, "first note")
	v.Focus()
	paste(d, "")
	d.untilText("Scaled down to 40×30 to fit")
	require.Len(t, images(v.Editor().Snapshot()), 1)

	require.NoError(t, os.WriteFile(filepath.Join(bin, "xclip"), []byte("#!/bin/sh\nexit 1\n"), 0o700))
	paste(d, "")
	d.until("nothing", func() bool { return true })
	require.Len(t, images(v.Editor().Snapshot()), 1)
}

func TestAThreadOfComments(t *testing.T) {
	d, v := atCanvas(t, "first note")
	one := workshop.NoteID("n000000")
	v.Editor().Select(one)
	require.True(t, v.Editor().Run("comment.open"))
	require.NotNil(t, d.label("Nobody has said anything about this note yet."))
	d.type_("Who owns this?")
	d.key(fyne.KeyReturn)
	require.NotNil(t, d.label("Who owns this?"))
	require.NotNil(t, d.label("just now"))
	require.Len(t, v.Editor().Snapshot().CommentsOn(one), 1)

	_, err := d.backend.Sessions["a"].Receive(workshop.AddComment{Comment: workshop.Comment{
		ID: "theirs", Note: one, Author: workshop.NamedPerson("Omar"), Text: "I do.", At: "1795339999999"}})
	require.NoError(t, err)
	d.untilText("I do.")
	buttons := 0
	for _, root := range d.roots() {
		walk(root, func(o fyne.CanvasObject) {
			if b, ok := o.(*panel.Button); ok && b.Text == "Delete" {
				buttons++
			}
		})
	}
	require.Equal(t, 1, buttons, "only one's own")
	d.press("Change")
	d.type_(" Omar?")
	d.key(fyne.KeyReturn)
	d.press("Delete")
	require.Len(t, v.Editor().Snapshot().CommentsOn(one), 1)
	d.key(fyne.KeyEscape)
	require.Nil(t, d.label("I do."))
	v.Editor().Undo()
	require.Len(t, v.Editor().Snapshot().CommentsOn(one), 2)
}
