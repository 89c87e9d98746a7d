package method

import (
	"fmt"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// local is the id of a canvas of a method without the method's name.
func local(id string) string {
	_, id, _ = strings.Cut(id, "/")
	return id
}

// legend writes what colours mean: in the workshop, else in the method.
func (w *fileWriter) legend(s *workshop.Snapshot, from *Method) {
	begun := false
	for _, c := range workshop.Colors() {
		says := s.Meta.Meaning(c)
		if says == "" {
			says = from.Legend[c]
		}
		if says == "" {
			continue
		}
		if !begun {
			w.table("[legend]")
			begun = true
		}
		w.word(string(c), says)
	}
}

func (w *fileWriter) links(all []LinkRule) {
	for _, l := range all {
		w.table("[[link]]")
		w.word("type", string(l.Type))
		w.words("from", l.From)
		w.words("to", l.To)
	}
}

// views writes the curves and bars of a canvas.
func (w *fileWriter) views(k *CanvasKind) {
	for _, v := range k.Curves {
		w.table("[[canvas.curve]]")
		w.word("id", v.ID)
		w.word("title", v.Title)
		w.word("high", v.High)
		w.word("low", v.Low)
		w.flag("anonymous", v.Anonymous)
		w.flag("show", v.Shown)
	}
	for _, v := range k.Balances {
		w.table("[[canvas.balance]]")
		w.word("id", v.ID)
		w.word("title", v.Title)
		w.word("field", v.Field)
		w.word("card", v.Card)
		w.flag("show", v.Shown)
	}
}

func (w *fileWriter) grid(k *CanvasKind) {
	g := k.Grid
	w.table("[[canvas]]")
	w.word("id", local(k.ID))
	w.word("title", k.Title)
	w.word("layout", layoutGrid)
	w.line("begin = false")
	w.table("[canvas.grid]")
	for _, l := range []struct {
		key, title string
		line       Line
	}{{"rows", "row-title", g.Rows}, {"columns", "column-title", g.Columns}} {
		of := l.line.Of
		if of == LineCards {
			of += ":" + l.line.Card
		}
		w.word(l.key, of)
		w.word(l.title, l.line.Title)
	}
	w.flag("outside", g.Outside)
	w.word("hint", g.Hint)
	w.word("empty", g.Empty)
	for _, m := range g.Marks {
		w.table("[[canvas.grid.mark]]")
		w.word("key", m.Key)
		w.word("title", m.Title)
		w.word("tint", m.Tint)
	}
	if v := g.Values; v != nil {
		w.table("[canvas.grid.values]")
		w.line(fmt.Sprintf("low = %d\nhigh = %d", v.Low, v.High))
		w.word("title", v.Title)
	}
	for _, r := range g.Rules {
		w.table("[[canvas.grid.rule]]")
		w.word("mark", r.Mark)
		w.line(fmt.Sprintf("least = %d\nmost = %d", r.Least, r.Most))
	}
}

// kept are those of the keys of lanes that a canvas still has; of another canvas all.
func kept(keys []string, canvas string, k *CanvasKind) []string {
	if canvas != k.ID {
		return keys
	}
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool {
		return !slices.ContainsFunc(k.Lanes, func(l LaneKind) bool { return l.Key == key })
	})
}

// check writes what is looked for; what is about lanes alone that the canvas no longer has
// is left out.
func (w *fileWriter) check(c *Check, k *CanvasKind) {
	lanes := kept(c.Lanes, c.Canvas, k)
	if len(c.Lanes) > 0 && len(lanes) == 0 {
		return
	}
	w.table("[[check]]")
	w.word("id", local(c.Key))
	w.word("rule", c.Rule)
	w.word("title", c.Title)
	w.word("says", c.Says)
	w.word("remedy", c.Remedy)
	w.word("weight", string(c.Weight))
	w.word("group", c.Group)
	w.word("canvas", local(c.Canvas))
	w.words("cards", c.Cards)
	w.words("lanes", lanes)
	w.words("with", c.With)
	w.word("field", c.Field)
	w.words("values", c.Values)
	w.word("when", c.When)
	w.word("mark", c.Mark)
	w.number("least", c.Least)
	w.number("most", c.Most)
	w.word("poll", c.Poll)
	if c.Below != 0 {
		w.line(fmt.Sprintf("below = %g", c.Below))
	}
	w.word("side", c.Side)
	w.word("standing", c.Standing)
	w.words("words", c.Words)
	w.flag("stages", c.Stages)
	w.flag("together", c.Together)
	w.flag("every", c.Every)
}

func (w *fileWriter) number(key string, n int) {
	if n != 0 {
		w.line(fmt.Sprintf("%s = %d", key, n))
	}
}

func (w *fileWriter) recipe(r *Recipe, k *CanvasKind) {
	ids := func(all []string) []string {
		out := make([]string, len(all))
		for i, id := range all {
			out[i] = local(id)
		}
		return out
	}
	w.table("[[recipe]]")
	w.word("id", local(r.ID))
	w.word("title", r.Title)
	w.word("summary", r.Summary)
	w.words("canvases", ids(r.Canvases))
	w.words("export", ids(r.Export))
	if len(r.Legend) > 0 {
		w.table("[recipe.legend]")
		for _, c := range workshop.Colors() {
			w.word(string(c), r.Legend[c])
		}
	}
	for i := range r.Steps {
		st := &r.Steps[i]
		w.table("[[recipe.step]]")
		w.word("key", st.Key)
		w.word("title", st.Title)
		w.number("minutes", st.Minutes)
		w.word("instruction", st.Instruction)
		w.word("canvas", local(st.Canvas))
		w.words("lanes", kept(st.Lanes, st.Canvas, k))
		w.flag("private", st.Private)
		w.word("view", st.View)
		w.words("tools", st.Tools)
	}
}
