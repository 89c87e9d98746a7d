package method

import (
	"fmt"
	"slices"

	"throughline.app/workshop"
)

// The shape of what is computed and drawn on a canvas, in a method file.
type (
	fileViews struct {
		Curves   []fileCurve   `toml:"curve"`
		Balances []fileBalance `toml:"balance"`
	}
	fileCurve struct {
		ID        string `toml:"id"`
		Title     string `toml:"title"`
		High      string `toml:"high"`
		Low       string `toml:"low"`
		Anonymous bool   `toml:"anonymous"`
		Show      bool   `toml:"show"`
	}
	fileBalance struct {
		ID    string `toml:"id"`
		Title string `toml:"title"`
		Field string `toml:"field"`
		Card  string `toml:"card"`
		Show  bool   `toml:"show"`
	}
)

// has reports whether a curve or a bar of that id can be shown.
func (f *fileViews) has(id string) bool {
	return slices.ContainsFunc(f.Curves, func(v fileCurve) bool { return v.ID == id }) ||
		slices.ContainsFunc(f.Balances, func(v fileBalance) bool { return v.ID == id })
}

// views checks what is drawn on a canvas.
func (c *checker) views(k *CanvasKind, f *fileViews, table string, cards map[string]workshop.Color) {
	seen := make(map[string]bool)
	once := func(at, id string) {
		c.key(at, "id", id)
		if seen[id] {
			c.fault(at, "id", fmt.Sprintf("a second view is called %q", id), "give it another id")
		}
		seen[id] = true
	}
	for i := range f.Curves {
		at, v := fmt.Sprintf("%s.curve[%d]", table, i), &f.Curves[i]
		once(at, v.ID)
		c.words(at, "title", v.Title)
		c.words(at, "high", v.High)
		c.words(at, "low", v.Low)
		k.Curves = append(k.Curves, CurveKind{ID: v.ID, Title: v.Title, High: v.High, Low: v.Low, Anonymous: v.Anonymous, Shown: v.Show})
	}
	for i := range f.Balances {
		at, v := fmt.Sprintf("%s.balance[%d]", table, i), &f.Balances[i]
		once(at, v.ID)
		c.words(at, "title", v.Title)
		c.key(at, "field", v.Field)
		if _, known := cards[v.Card]; v.Card != "" && !known {
			c.fault(at, "card", fmt.Sprintf("there is no card %q", v.Card), "name the id of a [[card]] of this file")
		}
		k.Balances = append(k.Balances, BalanceKind{ID: v.ID, Title: v.Title, Field: v.Field, Card: v.Card, Shown: v.Show})
	}
}
