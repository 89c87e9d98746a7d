package laptop

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

func (r *Room) layout(canvas workshop.CanvasID) (*method.Layout, *render.Shaper, error) {
	s := r.Snapshot()
	c := s.Canvases.Get(canvas)
	if c == nil {
		return nil, nil, fmt.Errorf("there is no canvas %q", canvas)
	}
	kind := r.laptop.kindOf(c.Kind)
	if kind == nil {
		return nil, nil, fmt.Errorf("no method on this laptop describes canvases of kind %q", c.Kind)
	}
	shaper, err := r.shaper.get()
	if err != nil {
		return nil, nil, err
	}
	return kind.Layout(s, canvas, shaper.Measure), shaper, nil
}

func (r *Room) scene(canvas workshop.CanvasID) (*render.Scene, error) {
	layout, shaper, err := r.layout(canvas)
	if err != nil {
		return nil, err
	}
	return render.Build(r.Snapshot(), layout, shaper, render.Options{Style: render.Light(), Authors: true, Pictures: render.Patient(r.pictureAtHand)}), nil
}

// pictureAtHand is [Room.Picture] for what is drawn once.
func (r *Room) pictureAtHand(sum [32]byte) ([]byte, error) {
	return r.Picture(context.Background(), sum)
}

// ExportPNG writes a canvas as a picture, 1 to 4 pixels a unit. The file appears whole or
// not at all. Progress is told the part that is done, 0 to 1, on the calling goroutine; it
// may be nil.
func (r *Room) ExportPNG(ctx context.Context, canvas workshop.CanvasID, file string, scale float64, progress func(float64)) error {
	sc, err := r.scene(canvas)
	if err != nil {
		return err
	}
	return WriteWhole(file, 0o644, func(to io.Writer) error {
		w := bufio.NewWriterSize(to, 1<<16)
		return errors.Join(sc.WritePNG(ctx, w, scale, progress), w.Flush())
	})
}

// ImportCSV adds the rows of a table to the first canvas, as one change.
func (r *Room) ImportCSV(from io.Reader) (exchange.Report, error) {
	s := r.Snapshot()
	canvas, err := firstCanvas(s)
	if err != nil {
		return exchange.Report{}, err
	}
	layout, shaper, err := r.layout(canvas)
	if err != nil {
		return exchange.Report{}, err
	}
	op, report, err := exchange.ReadCSV(from, s, exchange.Target{
		Canvas: canvas, Kind: layout.Kind, Measure: shaper.Measure, NewID: NewID, Me: r.Me(),
	})
	if err != nil || report.Added == 0 {
		return report, err
	}
	_, err = r.Apply(op)
	return report, err
}

// NewNote makes a note for a region named as people name it, on the first canvas, at a
// free spot, in the lane's colour unless another is given. It is not added yet.
func (r *Room) NewNote(stage, lane, text string, color workshop.Color) (workshop.Note, error) {
	s := r.Snapshot()
	canvas, err := firstCanvas(s)
	if err != nil {
		return workshop.Note{}, err
	}
	return r.NewNoteOn(canvas, stage, lane, text, color)
}

// NewNoteOn is [Room.NewNote] for a canvas of the workshop.
func (r *Room) NewNoteOn(canvas workshop.CanvasID, stage, lane, text string, color workshop.Color) (workshop.Note, error) {
	s := r.Snapshot()
	place, err := r.PlaceIn(canvas, stage, lane)
	if err != nil {
		return workshop.Note{}, err
	}
	n := workshop.Note{ID: workshop.NoteID(NewID()), Place: place, Text: text, Color: color, Author: r.Me()}
	if l := s.Lanes.Get(place.Region.Lane); l != nil {
		kind := r.laptop.kindOf(s.Canvases.Get(canvas).Kind).Lane(l)
		n.Kind = kind.Card
		if n.Color == "" {
			n.Color = kind.Color
		}
	}
	return n, nil
}

// PlaceIn finds a free spot in a region named as people name it.
func (r *Room) PlaceIn(canvas workshop.CanvasID, stage, lane string) (workshop.Place, error) {
	s := r.Snapshot()
	place := workshop.Place{Canvas: canvas}
	for _, st := range s.StageList(canvas) {
		if strings.EqualFold(st.Name, stage) || string(st.ID) == stage {
			place.Region.Stage = st.ID
		}
	}
	for _, l := range s.LaneList(canvas) {
		if strings.EqualFold(l.Name, lane) || string(l.ID) == lane {
			place.Region.Lane = l.ID
		}
	}
	switch {
	case place.Region.Stage == "":
		return place, fmt.Errorf("there is no stage %q", stage)
	case place.Region.Lane == "":
		return place, fmt.Errorf("there is no lane %q", lane)
	}
	layout, shaper, err := r.layout(canvas)
	if err != nil {
		return place, err
	}
	place.At = layout.FreeSpot(s, place.Region, shaper.Measure, 1)[0]
	return place, nil
}

func firstCanvas(s *workshop.Snapshot) (workshop.CanvasID, error) {
	all := s.CanvasList()
	if len(all) == 0 {
		return "", errors.New("this workshop has no canvas yet")
	}
	return all[0].ID, nil
}
