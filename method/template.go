package method

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"throughline.app/workshop"
)

// Template writes a method file from a canvas as it stands, without its notes: its stages
// and lanes, what they ask, its curves and bars as they are shown, and what colours mean.
// With it go the cards, links, grids, checks and recipes of its method, and that method's
// other canvases, which people add when they want them. Name is the file's, without extension. It is empty for a grid, and for a canvas
// without a stage or a lane.
func Template(methods []*Method, s *workshop.Snapshot, canvas workshop.CanvasID, name, title string) string {
	c := s.Canvases.Get(canvas)
	if c == nil {
		return ""
	}
	kind := Find(methods, c.Kind)
	stages, lanes := s.StageList(canvas), s.LaneList(canvas)
	if kind.Grid != nil || len(stages) == 0 || len(lanes) == 0 {
		return ""
	}
	of, _, _ := strings.Cut(c.Kind, "/")
	from := &Method{}
	for _, m := range methods {
		if m.Name == of {
			from = m
		}
	}
	w := &fileWriter{cards: make(map[string]bool)}
	w.line("# A template made of a canvas. docs/method-files.md explains every key.")
	w.line("")
	w.word("name", name)
	w.word("title", title)
	w.word("summary", fmt.Sprintf("%d stages, from %s", len(stages), c.Title))
	w.legend(s, from)
	for i := range from.Cards {
		w.card(&from.Cards[i])
	}
	w.links(from.Links)
	next := *kind
	next.Title, next.Of, next.Width, next.Stages, next.Lanes, next.Later = title, "", 0, nil, nil, false
	next.StagesOf, next.Notes = "", false // it has these
	if !keyForm.MatchString(local(next.ID)) {
		next.ID = of + "/canvas"
	}
	next.Curves, next.Balances = slices.Clone(kind.Curves), slices.Clone(kind.Balances)
	for i := range next.Curves {
		next.Curves[i].Shown = c.Shows(next.Curves[i].ID, next.Curves[i].Shown)
	}
	for i := range next.Balances {
		next.Balances[i].Shown = c.Shows(next.Balances[i].ID, next.Balances[i].Shown)
	}
	next.Form = kind.formOf(len(stages), len(lanes))
	if next.Form != Quadrants {
		next.Axes = Axes{}
	}
	for _, st := range stages {
		next.Stages = append(next.Stages, apart(next.Stages, st.Name))
	}
	var keys, names []string
	for _, ln := range lanes {
		l := kind.Lane(ln)
		if l.Name == "" {
			l.Name = "Lane"
		}
		l.Name = apart(names, l.Name)
		names = append(names, l.Name)
		if l.Key = ln.Key; !keyForm.MatchString(l.Key) || slices.Contains(keys, l.Key) {
			l.Key = slug(l.Name, keys)
		}
		keys = append(keys, l.Key)
		if card := from.Card(l.Card); card == nil || l.Color != card.Color {
			l.Card = w.plain(l.Color)
		}
		next.Lanes = append(next.Lanes, l)
	}
	for _, l := range kind.Lanes { // those that a recipe adds
		if l.Later && next.Form == Columns && len(keys) < maxLanes && !slices.Contains(keys, l.Key) {
			l.Name = apart(names, l.Name)
			keys, names = append(keys, l.Key), append(names, l.Name)
			next.Lanes = append(next.Lanes, l)
		}
	}
	w.canvas(&next)
	for _, k := range from.Kinds {
		switch {
		case k.ID == kind.ID:
		case k.Grid != nil:
			w.grid(k)
		default:
			other := *k
			other.Later = k.Of == ""
			if other.StagesOf == kind.ID && (next.ID != kind.ID || next.Form != Columns) {
				other.StagesOf, other.Notes = "", false
			}
			w.canvas(&other)
		}
	}
	for i := range from.Checks {
		w.check(&from.Checks[i], &next)
	}
	for _, r := range from.Recipes {
		w.recipe(r, &next)
	}
	return w.String()
}

// MethodName is a name for a method file of that title that none of the methods has.
func MethodName(methods []*Method, title string) string {
	var taken []string
	for _, m := range methods {
		taken = append(taken, m.Name)
	}
	return slug(title, taken)
}

// slug turns a title into an identifier that is not taken.
func slug(title string, taken []string) string {
	const most = 32
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	base := b.String()
	base = strings.Trim(base[:min(len(base), most)], "-")
	if base == "" {
		base = "own"
	}
	id := base
	for n := 2; slices.Contains(taken, id); n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}

// apart is a name, with a number behind it where one of the others reads like it.
func apart(others []string, name string) string {
	name = cmp.Or(workshop.CleanName(name), "–") // as an older version may have let it be
	out := name
	for n := 2; slices.ContainsFunc(others, func(o string) bool { return strings.EqualFold(o, out) }); n++ {
		number := " " + strconv.Itoa(n)
		runes := []rune(name)
		out = strings.TrimSpace(string(runes[:min(len(runes), workshop.MaxName-len(number))])) + number
	}
	return out
}

// A fileWriter writes the text of a method file, only what is set.
type fileWriter struct {
	strings.Builder
	cards map[string]bool
}

func (w *fileWriter) line(s string) { w.WriteString(s + "\n") }

func (w *fileWriter) word(key, v string) {
	if v != "" {
		w.line(key + " = " + quoted(v))
	}
}

func (w *fileWriter) words(key string, all []string) {
	if len(all) == 0 {
		return
	}
	parts := make([]string, len(all))
	for i, v := range all {
		parts[i] = quoted(v)
	}
	w.line(key + " = [" + strings.Join(parts, ", ") + "]")
}

func (w *fileWriter) flag(key string, on bool) {
	if on {
		w.line(key + " = true")
	}
}

func (w *fileWriter) table(name string) { w.line("\n" + name) }

func (w *fileWriter) card(c *Card) {
	w.cards[c.ID] = true
	w.table("[[card]]")
	w.word("id", c.ID)
	w.word("title", c.Title)
	w.word("color", string(c.Color))
	w.word("shape", string(c.Shape))
	for _, f := range c.Fields {
		w.table("[[card.field]]")
		w.word("key", f.Key)
		w.word("title", f.Title)
		w.word("type", string(f.Type))
		w.words("options", f.Options)
		w.flag("open", f.Open)
		w.flag("mark", f.Mark)
		w.word("sign", f.Sign)
		w.word("unit", f.Unit)
		if f.Min != f.Max {
			w.line(fmt.Sprintf("min = %d\nmax = %d", f.Min, f.Max))
		}
	}
}

// plain is the card of a lane that people made, or gave another colour.
func (w *fileWriter) plain(c workshop.Color) string {
	id := "note-" + string(c)
	if !w.cards[id] {
		w.card(&Card{ID: id, Title: "Note, " + string(c), Color: c})
	}
	return id
}

func (w *fileWriter) canvas(k *CanvasKind) {
	w.table("[[canvas]]")
	w.word("id", local(k.ID))
	w.word("of", k.Of)
	w.word("title", k.Title)
	if k.Form != Columns {
		w.word("layout", string(k.Form))
	}
	if k.Width > 0 {
		w.line(fmt.Sprintf("width = %g", k.Width))
	}
	if k.Later {
		w.line("begin = false")
	}
	w.words("stages", k.Stages)
	w.word("stages-of", local(k.StagesOf))
	w.flag("notes", k.Notes)
	if k.Of == "" {
		w.words("variants", k.Variants)
	}
	if k.Form == Columns {
		for _, p := range k.Preset {
			w.table("[[canvas.preset]]")
			w.word("title", p.Title)
			w.words("stages", p.Stages)
		}
	}
	w.table("[canvas.header]")
	w.word("label", k.Header.Label)
	w.word("prompt", k.Header.Prompt)
	if k.Foot.Label != "" {
		w.table("[canvas.foot]")
		w.word("label", k.Foot.Label)
		w.word("prompt", k.Foot.Prompt)
	}
	if k.Form == Quadrants && k.Axes.Across != "" {
		w.table("[canvas.axes]")
		w.word("across", k.Axes.Across)
		w.word("up", k.Axes.Up)
		w.words("corners", k.Axes.Corners)
	}
	for _, l := range k.Lanes {
		w.table("[[canvas.lane]]")
		w.word("key", l.Key)
		w.word("name", l.Name)
		w.word("prompt", l.Prompt)
		w.word("card", l.Card)
		if l.MinHeight > 0 && l.MinHeight != minLaneHeight {
			w.line(fmt.Sprintf("height = %g", l.MinHeight))
		}
		w.word("tint", l.Tint)
		w.word("line-below", l.LineBelow)
		if l.Later {
			w.line("begin = false")
		}
	}
	w.views(k)
}

// quoted is a basic string of TOML.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
