package ui_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"github.com/stretchr/testify/require"

	"throughline.app/carry"
	"throughline.app/ui"
	"throughline.app/workshop"
)

func TestADroppedWorkshopFileTellsWhatCameAndShowsIt(t *testing.T) {
	d, v := atCanvas(t, "first note", "second note")
	d.backend.Came = carry.Digest{By: "Ana", New: []workshop.NoteID{"n000001"}, Links: 2,
		People: []carry.Share{{Person: "p", Name: "Jo", Notes: 1}}}
	id := ""
	for known := range d.backend.Sessions {
		id = known
	}
	path := filepath.Join(t.TempDir(), id+carry.Ending)
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	ui.Drop(d.shell, fyne.NewPos(700, 500), []fyne.URI{storage.NewFileURI(path)})
	d.untilText("Came in from Ana’s file: 1 new note, 2 links · by Jo (1)")
	d.press("Show them")
	require.Equal(t, []workshop.NoteID{"n000001"}, v.Editor().Selection().IDs())

	ui.Drop(d.shell, fyne.NewPos(700, 500), []fyne.URI{storage.NewFileURI(path), storage.NewFileURI(path)})
	d.untilText("Drop one workshop file at a time.")
}
