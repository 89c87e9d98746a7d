package method

import (
	"fmt"
	"strings"
)

// maxPresets bounds what is offered for one canvas.
const maxPresets = 20

// A Preset is a row of stages that a canvas may have instead of the ones it begins with.
type Preset struct {
	Title  string
	Stages []string // names, from left to right
}

// The part of a canvas in a method file that says how a new one begins.
type (
	fileScaffold struct {
		Begin   *bool        `toml:"begin"`
		Presets []filePreset `toml:"preset"`
		Vary    []string     `toml:"variants"`
	}
	filePreset struct {
		Title  string   `toml:"title"`
		Stages []string `toml:"stages"`
	}
)

func (f *fileScaffold) begins() bool { return f.Begin == nil || *f.Begin }

// presets takes over how a new canvas begins.
func (c *checker) presets(k *CanvasKind, f *fileCanvas, table string) {
	k.Later = !f.begins()
	if f.Of != "" && f.Begin != nil {
		c.fault(table, "begin", "the canvas is opened from a stage, whenever people want", `leave "begin" out`)
	}
	if f.Of == ofStage && len(f.Presets) > 0 {
		c.fault(table+".preset[0]", "", "the canvas of a stage has that stage alone", "leave the presets out")
	}
	if f.Of != "" && len(f.Vary) > 0 {
		c.fault(table, "variants", "the canvas of a stage has no variants", "leave them out")
	}
	if len(f.Vary) > maxPresets {
		c.fault(table, "variants", fmt.Sprintf("the canvas has %d variants", len(f.Vary)), fmt.Sprintf("write at most %d", maxPresets))
	}
	for _, name := range f.Vary {
		c.words(table, "variants", name)
	}
	k.Variants = f.Vary
	if len(f.Presets) > maxPresets {
		c.fault(table, "", fmt.Sprintf("the canvas has %d presets", len(f.Presets)), fmt.Sprintf("write at most %d", maxPresets))
	}
	titles := make(map[string]bool)
	for i, p := range f.Presets {
		at := fmt.Sprintf("%s.preset[%d]", table, i)
		c.words(at, "title", p.Title)
		if titles[strings.ToLower(p.Title)] {
			c.fault(at, "title", fmt.Sprintf("two presets are called %q", p.Title), "give each its own title")
		}
		titles[strings.ToLower(p.Title)] = true
		if len(p.Stages) == 0 || len(p.Stages) > maxStages {
			c.fault(at, "stages", fmt.Sprintf("the preset has %d stages", len(p.Stages)), fmt.Sprintf("name 1 to %d", maxStages))
		}
		c.stageNames(at, p.Stages)
		k.Preset = append(k.Preset, Preset(p))
	}
}

// stageNames checks the names of stages that begin together.
func (c *checker) stageNames(table string, stages []string) {
	names := make(map[string]bool)
	for _, name := range stages {
		c.words(table, "stages", name)
		if names[strings.ToLower(name)] {
			c.fault(table, "stages", fmt.Sprintf("two stages are called %q", name), "give each its own name")
		}
		names[strings.ToLower(name)] = true
	}
}
