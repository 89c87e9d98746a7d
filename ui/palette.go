package ui

import (
	"cmp"
	"slices"
	"strings"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/search"
	"throughline.app/workshop"
)

// openPalette asks for any command, stage, canvas, person or note.
func (sc *screen) openPalette() {
	if sc.view == nil || sc.shell.host.Busy() {
		return
	}
	p := &palette{sc: sc, seek: sc.seek()}
	p.gather()
	dialog.Palette(sc.shell.host, p.lines)
}

// A palette is what can be gone for, gathered when it opens.
type palette struct {
	sc    *screen
	seek  *seek // nil where there is no canvas to search
	names []named
}

// A named line is found by its name.
type named struct {
	line   dialog.PaletteLine
	folded string
	recent int // the greater the later; 0 is never
	id     string
}

const (
	paletteMost  = 60 // lines
	paletteNotes = 30 // of them notes
	offBehind    = 60 // how much worse a name fits that cannot be asked for now
)

// gather lists the names: commands, stages, canvases, kinds of card and people. What cannot be asked for now says
// why.
func (p *palette) gather() {
	sc := p.sc
	add := func(id string, c panel.ListLine, do func()) {
		p.names = append(p.names, named{
			line:   dialog.PaletteLine{ListLine: c, Do: func() { sc.used(id); do(); sc.shell.focusScreen() }},
			folded: search.Fold(c.Text), recent: slices.Index(sc.recent, id) + 1, id: id,
		})
	}
	for _, c := range sc.list() {
		off := !c.Enabled()
		if off && c.Why == "" || c.ID == "find.palette" || c.ID == "edit.none" {
			continue
		}
		choice := panel.ListLine{Text: c.Name(), Detail: strings.ReplaceAll(c.Menu, "/", " › ")}
		if len(c.Keys) > 0 {
			choice.Key = panel.KeyName(c.Keys[0].String())
		}
		if off {
			choice.Off, choice.Detail, choice.Key = true, "– "+c.Why, ""
		}
		add(c.ID, choice, c.Run)
	}
	ed := sc.view.Editor()
	if ed == nil {
		return
	}
	for i, s := range ed.Layout().Stages {
		if i >= 9 { // the others are commands with a key
			add("stage "+string(s.ID), panel.ListLine{Text: say.GoToStage(s.Name), Detail: say.Stage}, func() { ed.GoToStage(i) })
		}
	}
	p.places(add)
	for _, c := range sc.session.Others() {
		if c.Canvas == sc.canvas && c.Name != "" {
			add("person "+c.Name, panel.ListLine{Text: say.GoToPerson(c.Name), Detail: say.Person}, func() { sc.centre(c.At) })
		}
	}
}

// lines is what fits what was typed, the best first.
func (p *palette) lines(typed string) []dialog.PaletteLine {
	notesOnly := false
	if rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(typed)), say.NotePrefix); ok {
		notesOnly, typed = true, rest
	}
	letters := search.Fold(typed)
	type ranked struct {
		*named
		score int
	}
	var fit []ranked
	for i := range p.names {
		n := &p.names[i]
		if notesOnly {
			break
		}
		if letters == "" && (n.line.Off || strings.HasPrefix(n.id, "nudge.")) {
			continue // nobody looks for these
		}
		if score := search.Score(letters, n.folded); score > 0 {
			if n.line.Off {
				score -= offBehind
			} else if n.recent > 0 {
				score += 100 + n.recent
			}
			fit = append(fit, ranked{n, score})
		}
	}
	slices.SortStableFunc(fit, func(a, b ranked) int { return cmp.Compare(b.score, a.score) })
	var out []dialog.PaletteLine
	for _, f := range fit[:min(len(fit), paletteMost)] {
		out = append(out, f.line)
	}
	if p.seek == nil || strings.TrimSpace(letters) == "" {
		return out
	}
	if room := paletteMost - paletteNotes; len(out) > room {
		out = out[:room]
	}
	ids := p.seek.index.Find(typed)
	for _, id := range ids[:min(len(ids), paletteNotes)] {
		out = append(out, p.note(id))
	}
	return out
}

func (p *palette) note(id workshop.NoteID) dialog.PaletteLine {
	s := p.sc.snapshot
	line := dialog.PaletteLine{Do: func() { p.sc.reveal([]workshop.NoteID{id}) }}
	if n := s.Notes.Get(id); n != nil {
		line.Text = say.NotePrefix + " " + strings.Join(strings.Fields(n.Text), " ")
		if st := s.Stages.Get(p.seek.index.Stage(id)); st != nil {
			line.Key = st.Name
		}
	}
	return line
}

// maxRecent bounds the commands that are remembered as used last.
const maxRecent = 12

// used remembers a command as the one used last.
func (sc *screen) used(id string) {
	sc.recent = slices.DeleteFunc(sc.recent, func(r string) bool { return r == id })
	sc.recent = append(sc.recent, id)
	if over := len(sc.recent) - maxRecent; over > 0 {
		sc.recent = slices.Delete(sc.recent, 0, over)
	}
}

// centre moves the view so that a point is in its middle.
func (sc *screen) centre(at workshop.Point) {
	if ed := sc.view.Editor(); ed != nil {
		v := ed.View()
		mid := v.ToCanvas(editor.ScreenPoint{X: v.Size.W / 2, Y: v.Size.H / 2})
		v.Origin = v.Origin.Add(workshop.Vec{DX: at.X - mid.X, DY: at.Y - mid.Y})
		ed.SetView(v)
	}
}
