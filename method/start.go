package method

import (
	"fmt"
	"maps"
	"strings"

	"throughline.app/workshop"
)

// A Start is what a workshop begins with: a method, or a recipe of one, and the stages of a
// preset if wanted.
type Start struct {
	Method *Method
	Recipe *Recipe // nil for none
	Preset *Preset // nil for the method's own stages
}

// ParseStart reads "lifecycle", "lifecycle/first-hour" or "lifecycle#SaaS trial".
func ParseStart(methods []*Method, text string) (Start, error) {
	text, preset, staged := strings.Cut(text, "#")
	name, recipe, follows := strings.Cut(text, "/")
	var s Start
	for _, m := range methods {
		if m.Name == name {
			s.Method = m
		}
	}
	if s.Method == nil {
		return s, fmt.Errorf("there is no method %q", name)
	}
	if s.Recipe = RecipeOf(methods, text); follows && s.Recipe == nil {
		return s, fmt.Errorf("the method %q has no recipe %q", name, recipe)
	}
	for _, k := range s.Method.Begins() {
		if p := k.PresetOf(preset); s.Preset == nil {
			s.Preset = p
		}
	}
	if staged && s.Preset == nil {
		return s, fmt.Errorf("the method %q has no stages called %q", name, preset)
	}
	return s, nil
}

// Ops returns what a new workshop begins with, one canvas of each kind that the method begins
// with. Ids makes fresh record ids.
func (s Start) Ops(ids func() string, title string) workshop.Together {
	begin := workshop.Together{workshop.Begin{Title: title, Method: s.Method.Name}}
	says := maps.Clone(s.Method.Legend)
	if s.Recipe != nil {
		maps.DeleteFunc(says, func(c workshop.Color, _ string) bool { return s.Recipe.Legend[c] != "" })
	}
	if len(says) > 0 {
		begin = append(begin, workshop.SetLegend{Meanings: says})
	}
	for _, k := range s.Method.Begins() {
		if s.Preset != nil {
			k = k.With(k.PresetOf(s.Preset.Title))
		}
		begin = append(begin, k.Scaffold(ids, "", ""))
	}
	return begin
}
