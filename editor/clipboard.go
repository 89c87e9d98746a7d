package editor

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// clipMark begins the last line of what is copied: behind it stands what the words alone do
// not tell. Other programs show it as one more line.
const clipMark = "throughline:notes:1 "

// maxClip bounds that line, in bytes.
const maxClip = 4 << 20

// A clip is copied notes, as they travel in the clipboard.
type clip struct {
	Canvas workshop.CanvasID `json:"canvas"` // where they were copied
	Notes  []clipNote        `json:"notes"`  // the lowest first
}

type clipNote struct {
	Text  string            `json:"text"`
	Color workshop.Color    `json:"color"`
	Size  workshop.NoteSize `json:"size,omitempty"`
	Shape workshop.Shape    `json:"shape,omitempty"`
	Kind  string            `json:"kind,omitempty"`
	Image string            `json:"image,omitempty"`
	Tags  []string          `json:"tags,omitempty"`
	X     float64           `json:"x"` // of the top left, from that of all
	Y     float64           `json:"y"`
}

// Copy returns the selected notes as text: their words in reading order, one note a line,
// and a last line from which [Editor.Paste] makes them as they were. It is "" if none is
// selected. Stages, lanes and the header are never copied.
func (ed *Editor) Copy() string {
	var lines []string
	snap := ed.doc.Snapshot()
	for _, id := range ed.readingOrder() {
		if ed.selection.Has(id) {
			lines = append(lines, strings.ReplaceAll(snap.Notes.Get(id).Text, "\n", " "))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	c, origin := clip{Canvas: ed.canvas}, ed.bounds(ed.selection.ids).Min
	for _, n := range snap.NoteList(ed.canvas) {
		if !ed.selection.Has(n.ID) {
			continue
		}
		at := ed.Layout().At(n).Sub(origin)
		c.Notes = append(c.Notes, clipNote{n.Text, n.Color, n.Size, n.Shape, n.Kind, n.Image, n.Tags(), at.DX, at.DY})
	}
	if data, err := json.Marshal(c); err == nil && base64.StdEncoding.EncodedLen(len(data)) <= maxClip {
		lines = append(lines, clipMark+base64.StdEncoding.EncodeToString(data))
	}
	return strings.Join(lines, "\n")
}

// Cut is [Editor.Copy], then [Editor.Delete]; locked notes stay and are copied all the same.
func (ed *Editor) Cut() string {
	text := ed.Copy()
	ed.Delete()
	return text
}

// readClip finds copied notes at the end of a text. What is damaged or beyond a limit is
// no clip: the words are pasted then.
func readClip(text string) (c clip, words string, ok bool) {
	at := strings.LastIndex(text, clipMark)
	if at < 0 || at > 0 && text[at-1] != '\n' {
		return clip{}, text, false
	}
	words = strings.TrimRight(text[:at], "\r\n")
	line := strings.TrimSpace(text[at+len(clipMark):])
	if len(line) > maxClip {
		return clip{}, words, false
	}
	data, err := base64.StdEncoding.DecodeString(line)
	if err != nil || json.Unmarshal(data, &c) != nil || len(c.Notes) == 0 {
		return clip{}, words, false
	}
	for i := range c.Notes {
		n := &c.Notes[i]
		far := math.Abs(n.X) > workshop.MaxCoord || math.Abs(n.Y) > workshop.MaxCoord
		if far || workshop.CheckText(n.Text) != nil || !n.Color.Known() || len(n.Kind)+len(n.Image) > workshop.MaxField {
			return clip{}, words, false
		}
		if !slices.Contains(workshop.NoteSizes(), n.Size) {
			n.Size = workshop.Small
		}
	}
	return c, words, true
}

// pasteClip puts copied notes down as they lay, their middle at the pointer.
func (ed *Editor) pasteClip(c clip) {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	known := snap.Canvases.Get(c.Canvas) != nil // the same workshop: its pictures are here
	made := make([]workshop.Note, len(c.Notes))
	boxes := make([]workshop.Rect, len(c.Notes))
	orders := workshop.OrderAfter(ed.topOrder(), len(made))
	var all workshop.Rect
	for i, n := range c.Notes {
		made[i] = workshop.Note{
			ID: workshop.NoteID(ed.doc.NewID()), Text: n.Text, Color: n.Color, Size: n.Size, Shape: n.Shape,
			Kind: n.Kind, Author: ed.doc.Me(), Order: orders[i],
		}
		if known {
			made[i].Image = n.Image
		}
		for _, tag := range n.Tags[:min(len(n.Tags), workshop.MaxTags)] {
			made[i].TagSet = withTag(made[i].TagSet, tag)
		}
		boxes[i] = workshop.RectAt(workshop.Point{X: n.X, Y: n.Y}, ed.measure(&made[i]))
		all = all.Union(boxes[i])
	}
	at := ed.pasteSpot()
	by := at.Sub(all.Center())
	ids := make([]workshop.NoteID, len(made))
	for i := range made {
		r := boxes[i].Add(by)
		under := r.Center()
		if _, ok := l.RegionAt(under); !ok || len(made) == 1 {
			under = at
		}
		made[i].Place, ids[i] = l.PlaceNote(r, under), made[i].ID
	}
	ed.addPasted(made, ids)
}

func withTag(set workshop.Keyed, tag string) workshop.Keyed {
	if tag = workshop.CleanTag(tag); tag == "" {
		return set
	}
	return set.With(workshop.TagKey(tag), tag)
}

// pasteSpot is where something is pasted: where the menu was opened, under the pointer, or
// in the middle of the view.
func (ed *Editor) pasteSpot() workshop.Point {
	if t, open := ed.Target(); open {
		return t.At
	}
	if ed.seen {
		return ed.view.ToCanvas(ed.pointer)
	}
	return ed.view.Visible().Center()
}

func (ed *Editor) addPasted(made []workshop.Note, ids []workshop.NoteID) bool {
	if _, ok := ed.Do("paste "+notes(len(made)), workshop.AddNotes{Notes: made}); !ok {
		return false
	}
	ed.Select(ids...)
	ed.Reveal(ed.bounds(ids))
	return true
}
