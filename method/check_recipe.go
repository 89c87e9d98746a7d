package method

import (
	"fmt"
	"regexp"
	"slices"

	"throughline.app/workshop"
)

const (
	maxSteps       = 60
	maxInstruction = 240 // bytes of a step's instruction: what a room is told at once
	maxTools       = 4
)

// toolForm is how ids of commands look: "arrange.number".
var toolForm = regexp.MustCompile(`^[a-z]+(\.[a-z-]+){1,3}$`)

// recipes checks the recipes of a file against its canvases.
func (c *checker) recipes(f *fileMethod, method string) []*Recipe {
	var all []*Recipe
	seen := make(map[string]bool)
	for i := range f.Recipes {
		table := fmt.Sprintf("recipe[%d]", i)
		r := &f.Recipes[i]
		c.key(table, "id", r.ID)
		if seen[r.ID] {
			c.fault(table, "id", fmt.Sprintf("a second recipe is called %q", r.ID), "give it another id")
		}
		seen[r.ID] = true
		c.words(table, "title", r.Title)
		out := &Recipe{
			ID: method + "/" + r.ID, Title: r.Title, Summary: r.Summary, Legend: c.legend(table+".legend", r.Legend),
			Canvases: c.kindsNamed(f, table, "canvases", r.Canvases, method), Export: c.kindsNamed(f, table, "export", r.Export, method),
		}
		if len(r.Steps) == 0 || len(r.Steps) > maxSteps {
			c.fault(table, "", fmt.Sprintf("the recipe has %d steps", len(r.Steps)), fmt.Sprintf("write 1 to %d times [[recipe.step]]", maxSteps))
		}
		keys := make(map[string]bool)
		for j := range r.Steps {
			at := fmt.Sprintf("%s.step[%d]", table, j)
			if keys[r.Steps[j].Key] {
				c.fault(at, "key", fmt.Sprintf("a second step has the key %q", r.Steps[j].Key), "give it another key")
			}
			keys[r.Steps[j].Key] = true
			out.Steps = append(out.Steps, c.step(f, &r.Steps[j], at, method))
		}
		all = append(all, out)
	}
	return all
}

// legend checks what note colours mean.
func (c *checker) legend(table string, says map[string]string) map[workshop.Color]string {
	all := make(map[workshop.Color]string, len(says))
	for color, words := range says {
		if !workshop.Color(color).Known() {
			c.fault(table, color, fmt.Sprintf("there is no note colour %q", color), "choose one of "+colorNames())
		}
		c.words(table, color, words)
		all[workshop.Color(color)] = words
	}
	return all
}

func (c *checker) step(f *fileMethod, st *fileStep, table, method string) Step {
	c.key(table, "key", st.Key)
	c.words(table, "title", st.Title)
	if st.Minutes < 1 || st.Minutes > MaxMinutes {
		c.fault(table, "minutes", fmt.Sprintf("a step cannot take %d minutes", st.Minutes), fmt.Sprintf("write 1 to %d", MaxMinutes))
	}
	if n := len(st.Instruction); n == 0 || n > maxInstruction {
		c.fault(table, "instruction", fmt.Sprintf("the instruction has %d bytes", n), fmt.Sprintf("write 1 to %d: it is shown on one line", maxInstruction))
	}
	out := Step{Key: st.Key, Title: st.Title, Minutes: st.Minutes, Instruction: st.Instruction, Lanes: st.Lanes, Private: st.Private, View: st.View, Tools: st.Tools}
	if st.Canvas != "" {
		out.Canvas = method + "/" + st.Canvas
		c.kindsNamed(f, table, "canvas", []string{st.Canvas}, method)
	}
	if st.Canvas == "" && len(st.Lanes) > 0 {
		c.fault(table, "lanes", "lanes are named without a canvas", "name the canvas that they are on")
	}
	if st.Canvas == "" && st.Private {
		c.fault(table, "private", "a private step has no canvas", "name the canvas whose header everybody answers")
	}
	for _, id := range st.Tools {
		if !toolForm.MatchString(id) {
			c.fault(table, "tools", fmt.Sprintf("%q is no command", id), "write ids of commands, as docs/keys.md lists them")
		}
	}
	if len(st.Tools) > maxTools {
		c.fault(table, "tools", fmt.Sprintf("the step has %d tools", len(st.Tools)), fmt.Sprintf("write at most %d: they are buttons", maxTools))
	}
	if st.Canvas == "" && st.View != "" {
		c.fault(table, "view", "a view is named without a canvas", "name the canvas that it is on")
	}
	for i := range f.Kinds {
		k := &f.Kinds[i]
		if k.ID == st.Canvas && st.View != "" && !k.has(st.View) {
			c.fault(table, "view", fmt.Sprintf("the canvas %q has no curve or bar %q", st.Canvas, st.View), "name the id of one of its [[canvas.curve]] or [[canvas.balance]]")
		}
		for _, key := range st.Lanes {
			if k.ID == st.Canvas && !slices.ContainsFunc(k.Lanes, func(l fileLane) bool { return l.Key == key }) {
				c.fault(table, "lanes", fmt.Sprintf("the canvas %q has no lane %q", st.Canvas, key), "name the key of one of its lanes")
			}
		}
	}
	return out
}

// kindsNamed checks the ids of canvases that a key names, and makes them those that canvases
// of a workshop keep.
func (c *checker) kindsNamed(f *fileMethod, table, key string, ids []string, method string) []string {
	var all []string
	for _, id := range ids {
		if !slices.ContainsFunc(f.Kinds, func(k fileCanvas) bool { return k.ID == id }) {
			c.fault(table, key, fmt.Sprintf("there is no canvas %q", id), "name the id of a [[canvas]] of this file")
		}
		all = append(all, method+"/"+id)
	}
	return all
}
