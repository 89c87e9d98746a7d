package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"throughline.app/method"
	"throughline.app/workshop"
)

// aboutSample is what a sample says beside its table of notes.
type aboutSample struct {
	Title      string   `toml:"title"`
	Method     string   `toml:"method"`
	Header     string   `toml:"header"`
	Expected   []string `toml:"expected"` // functions that should be in the room
	Categories []struct {
		Name  string         `toml:"name"`
		Color workshop.Color `toml:"color"`
	} `toml:"category"`
	Brackets []struct {
		Who  string `toml:"who"` // [workshop.BracketOurs] or [workshop.BracketCustomer]
		From string `toml:"from"`
		To   string `toml:"to"`
	} `toml:"bracket"`
}

// Sample plans a workshop that is filled already, for a person to look around in: about is
// a small TOML file with its title, method, header, categories, who is expected and where it
// starts and ends, rows a table as
// [ReadCSV] takes it. Every row must be good. Apply the op to an empty workshop.
func Sample(about, rows []byte, methods []*method.Method, newID func() string, m method.Measure) (workshop.Op, error) {
	var a aboutSample
	if err := toml.Unmarshal(about, &a); err != nil {
		return nil, fmt.Errorf("exchange: read sample: %w", err)
	}
	var from *method.Method
	for _, other := range methods {
		if other.Name == a.Method {
			from = other
		}
	}
	if from == nil {
		return nil, fmt.Errorf("exchange: read sample: there is no method %q", a.Method)
	}
	kind := from.Begins()[0]
	add := kind.Scaffold(newID, "", strings.TrimSpace(a.Header))
	begin := workshop.Together{workshop.Begin{Title: a.Title, Method: a.Method}, add}
	for _, c := range a.Categories {
		begin = append(begin, workshop.MakeCategory{Category: workshop.Category{
			ID: workshop.CategoryID(newID()), Name: c.Name, Color: c.Color,
		}})
	}
	if len(a.Expected) > 0 {
		begin = append(begin, workshop.ExpectFunctions{Functions: a.Expected})
	}
	for _, b := range a.Brackets {
		begin = append(begin, workshop.SetBracket{
			Canvas: add.Canvas.ID, Who: b.Who, From: stageNamed(add, b.From), To: stageNamed(add, b.To),
		})
	}
	d, err := begin.Plan(&workshop.Snapshot{})
	if err != nil {
		return nil, fmt.Errorf("exchange: read sample: %w", err)
	}
	notes, report, err := ReadCSV(bytes.NewReader(rows), (&workshop.Snapshot{}).With(d), Target{
		Canvas: add.Canvas.ID, Kind: kind, Measure: m, NewID: newID,
	})
	for _, r := range report.Refused {
		err = errors.Join(err, fmt.Errorf("row %d: %s", r.Row, r.Reason))
	}
	if err != nil {
		return nil, fmt.Errorf("exchange: read sample: %w", err)
	}
	return append(begin, notes...), nil
}

// stageNamed is the stage of a new canvas that has a name, "" if none does.
func stageNamed(add workshop.AddCanvas, name string) workshop.StageID {
	for _, st := range add.Stages {
		if st.Name == name {
			return st.ID
		}
	}
	return ""
}
