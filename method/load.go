package method

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"throughline.app/assets"
)

// A FileError says what is wrong with a method file, where, and what to do about it.
type FileError struct {
	File    string
	Line    int // from 1; 0 if it is about the whole file
	Problem string
	Remedy  string
}

// Error implements error: "lifecycle.toml:12: there is no colour "teal"; choose one of …".
func (e *FileError) Error() string {
	at := e.File
	if e.Line > 0 {
		at = fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	return at + ": " + e.Problem + "; " + e.Remedy
}

// Embedded returns the methods that Throughline brings, by file name. An error joins one
// [*FileError] for each fault.
func Embedded() ([]*Method, error) {
	sub, err := fs.Sub(assets.Methods, "methods")
	if err != nil {
		return nil, fmt.Errorf("method: open embedded files: %w", err)
	}
	return load(sub)
}

// LoadDir returns the methods of a folder of a person's own: every *.toml in it, by file
// name. Files with faults are left out and the error joins one [*FileError] for each
// fault; the methods of the other files are returned all the same. A folder that does not
// exist holds none.
func LoadDir(dir string) ([]*Method, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return load(os.DirFS(dir))
}

func load(files fs.FS) ([]*Method, error) {
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("method: list files: %w", err)
	}
	slices.Sort(names)
	var methods []*Method
	var faults []error
	for _, name := range names {
		m, err := read(files, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		methods = append(methods, m)
	}
	return methods, errors.Join(faults...)
}

func read(files fs.FS, name string) (*Method, error) {
	info, err := fs.Stat(files, name)
	if err != nil {
		return nil, fmt.Errorf("method: read %s: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, &FileError{File: name, Problem: "this is no file", Remedy: "take it out of the folder, or give it another ending"}
	}
	if info.Size() > maxFile {
		return nil, tooLarge(name)
	}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("method: read %s: %w", name, err)
	}
	return Parse(name, string(text))
}

// The shape of a method file. docs/method-files.md explains it to those who write one.
type (
	fileMethod struct {
		Version *int              `toml:"version"`
		Name    string            `toml:"name"`
		Title   string            `toml:"title"`
		Summary string            `toml:"summary"`
		Cards   []fileCard        `toml:"card"`
		Kinds   []fileCanvas      `toml:"canvas"`
		Recipes []fileRecipe      `toml:"recipe"`
		Links   []fileLink        `toml:"link"`
		Legend  map[string]string `toml:"legend"`
		fileChecks
	}
	fileCanvas struct {
		ID     string     `toml:"id"`
		Title  string     `toml:"title"`
		Of     string     `toml:"of"`
		Like   string     `toml:"like"`
		Width  float64    `toml:"width"`
		Stages []string   `toml:"stages"`
		Header fileBand   `toml:"header"`
		Foot   fileBand   `toml:"foot"`
		Lanes  []fileLane `toml:"lane"`
		Layout string     `toml:"layout"`
		Grid   *fileGrid  `toml:"grid"`
		Axes   *fileAxes  `toml:"axes"`
		fileViews
		fileScaffold
		fileTied
	}
	fileBand struct {
		Label  string `toml:"label"`
		Prompt string `toml:"prompt"`
	}
	fileLane struct {
		Key       string  `toml:"key"`
		Name      string  `toml:"name"`
		Prompt    string  `toml:"prompt"`
		Card      string  `toml:"card"`
		Height    float64 `toml:"height"`
		Tint      string  `toml:"tint"`
		LineBelow string  `toml:"line-below"`
		Begin     *bool   `toml:"begin"`
	}
)

// Parse reads and checks one method file. Name is the file's, with its ".toml". An error
// is or joins [*FileError]s, every fault that was found.
func Parse(name, text string) (*Method, error) {
	if fault := outOfBounds(name, text); fault != nil {
		return nil, fault
	}
	if fault := newer(name, text); fault != nil {
		return nil, fault
	}
	var f fileMethod
	meta, err := toml.Decode(text, &f)
	var syntax toml.ParseError
	switch {
	case errors.As(err, &syntax):
		return nil, &FileError{name, syntax.Position.Line, syntax.Message, "see https://toml.io for how such a file is written"}
	case err != nil:
		return nil, wrongType(name, text, err)
	}
	c := checker{file: name, at: index(text)}
	for _, key := range meta.Undecoded() {
		c.faultLine(c.at.plain[strings.Join(key, ".")], fmt.Sprintf("there is no key %q here", key.String()),
			"take it out, or see docs/method-files.md for how it is spelt")
	}
	m := c.method(&f, strings.TrimSuffix(path.Base(name), ".toml"))
	if len(c.faults) == 0 {
		return m, nil
	}
	slices.SortStableFunc(c.faults, func(a, b *FileError) int { return cmp.Compare(a.Line, b.Line) })
	var all []error
	for _, fault := range c.faults {
		all = append(all, fault)
	}
	return nil, errors.Join(all...)
}

// wrongType reads the line out of the one kind of fault that the TOML reader tells in
// words only: a value of another type than the key's. Of a key that stands in several
// tables the reader tells the last line; the one with such a value is meant.
func wrongType(name, text string, err error) *FileError {
	f := &FileError{name, 0, strings.TrimPrefix(err.Error(), "toml: "), "compare it with the example in docs/method-files.md"}
	m := typeFault.FindStringSubmatch(err.Error())
	if m == nil {
		return f
	}
	f.Line, _ = strconv.Atoi(m[1])
	f.Problem = m[2]
	var all map[string]any
	if what := typeWords.FindStringSubmatch(m[2]); what != nil && toml.Unmarshal([]byte(text), &all) == nil {
		at := index(text)
		first := 0
		values(all, "", func(path string, v any) {
			line := at.exact[path]
			if arrayIndex.ReplaceAllString(path, "") == what[1] && tomlType(v) == what[2] && line > 0 && (first == 0 || line < first) {
				first = line
			}
		})
		f.Line = cmp.Or(first, f.Line)
	}
	return f
}

var (
	typeFault  = regexp.MustCompile(`^toml: line (\d+) (.*)$`)
	typeWords  = regexp.MustCompile(`^\(last key "([^"]+)"\): .*TOML value has type (\w+)`)
	arrayIndex = regexp.MustCompile(`\[\d+\]`)
)

// values calls f for everything below v, with its path as [lines] has it.
func values(v any, path string, f func(path string, v any)) {
	switch v := v.(type) {
	case map[string]any:
		for k, below := range v {
			values(below, join(path, k), f)
		}
	case []map[string]any:
		for i, below := range v {
			values(below, fmt.Sprintf("%s[%d]", path, i), f)
		}
	}
	f(path, v)
}

// tomlType is the type of a value as the TOML reader calls it.
func tomlType(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case int64:
		return "integer"
	case float64:
		return "float"
	case bool:
		return "bool"
	case map[string]any:
		return "map"
	}
	return "array"
}
