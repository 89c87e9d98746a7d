package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

func photo(n byte) workshop.Image { return workshop.Image{Sum: [32]byte{n}, W: 400, H: 300} }

func TestPicturesBecomeNotesOrGoOnOne(t *testing.T) {
	h := editortest.New(t)
	n := h.Note(1, 1, "a caption")
	h.Ed.DropPictures([]workshop.Image{photo(1)}, h.Middle(n))
	h.WantChanges(1).WantTexts("a caption").WantSelected(n)
	require.Equal(t, photo(1).String(), h.Doc.Snapshot().Notes.Get(n).Image)
	require.Equal(t, "put a picture on a note", h.Ed.CanUndo())

	h.Ed.DropPictures([]workshop.Image{photo(2), photo(3)}, h.Middle(n))
	h.WantChanges(2).WantTexts("a caption", "", "")
	require.Equal(t, "add 2 pictures", h.Ed.CanUndo())
	for _, id := range h.Ed.Selection().IDs() {
		h.WantRegion(id, 1, 1)
	}
	h.Ed.Undo()
	h.WantTexts("a caption")
	h.Ed.Undo()
	require.Empty(t, h.Doc.Snapshot().Notes.Get(n).Image)
}

func TestAPastedPictureGoesOnTheSelectedNote(t *testing.T) {
	h := editortest.New(t)
	n := h.Note(0, 0, "first")
	h.Ed.PastePictures([]workshop.Image{photo(1)})
	h.WantChanges(1).WantTexts("first", "")
	h.Ed.Select(n)
	h.Ed.PastePictures([]workshop.Image{photo(2)})
	h.WantChanges(2).WantTexts("first", "")
	require.True(t, h.Ed.Run("image.remove"))
	h.WantChanges(3)
	require.Empty(t, h.Doc.Snapshot().Notes.Get(n).Image)
	require.False(t, h.Ed.Run("image.remove"), "there is none any more")
}
