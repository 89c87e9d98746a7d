package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"time"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// A line is what is printed of one size.
type line struct {
	Bench    string  `json:"bench"`
	N        int     `json:"n"`
	Open     float64 `json:"open_ms"`
	OpenDoc  float64 `json:"open_doc_ms"`
	OpenFull float64 `json:"open_full_ms"`
	Local    float64 `json:"local_us"`
	Remote   float64 `json:"remote_us"`
	RemoteHi float64 `json:"remote_p95_us"`
	Read     float64 `json:"read_ms"`
	Save     float64 `json:"save_ms"`
	SaveKB   float64 `json:"save_kb"`
	RSS      float64 `json:"rss_mb"`
}

// inProcess measures one size in a process of its own, so that none inherits another's
// memory.
func inProcess(n int) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, "-one", strconv.Itoa(n))
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

func measure(n int) (line, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	l := line{Bench: "doc", N: n}
	author, err := run(ctx, crdt.Saved{})
	if err != nil {
		return l, err
	}
	if err := fill(author, n); err != nil {
		return l, err
	}
	start := time.Now()
	saved, _, _, err := author.Save(ctx)
	if err != nil {
		return l, err
	}
	l.Save, l.SaveKB = ms(start), round(float64(len(saved))/1000)
	view, heads, err := author.View(ctx)
	if err != nil {
		return l, err
	}

	start = time.Now()
	reader, err := open(crdt.Saved{Document: saved, View: view, ViewHeads: heads})
	if err != nil {
		return l, err
	}
	l.Open = ms(start)
	go reader.Run(ctx)
	<-reader.Ready()
	l.OpenFull = ms(start)
	start = time.Now()
	if _, err := open(crdt.Saved{Document: saved}); err != nil {
		return l, err
	}
	l.OpenDoc = ms(start)

	local, remote, err := moves(ctx, author, reader, n)
	if err != nil {
		return l, err
	}
	l.Local, l.Remote, l.RemoteHi = at(local, 0.5), at(remote, 0.5), at(remote, 0.95)
	start = time.Now()
	diff, err := reader.Verify(ctx)
	if err != nil || !diff.Empty() {
		return l, fmt.Errorf("%d fields differ from the library's: %v", len(diff), err)
	}
	l.Read = ms(start)
	l.RSS, err = residentOf(crdt.Saved{Document: saved, View: view, ViewHeads: heads})
	return l, err
}

// moves has one person move notes and the other receive them.
func moves(ctx context.Context, author, reader *crdt.Document, n int) (local, remote []time.Duration, err error) {
	var sent []crdt.Change
	author.OnChanges(func(c []crdt.Change, _ workshop.Origin) { sent = append(sent, c...) })
	for i := range 2_000 {
		op := workshop.MoveNotes{Moves: []workshop.Move{{Note: id(i * 7919 % n), To: place(i + 1)}}}
		start := time.Now()
		if _, err := author.Apply(op); err != nil {
			return nil, nil, err
		}
		local = append(local, time.Since(start))
		chunk := sent[len(sent)-1].Bytes
		start = time.Now()
		got, err := reader.Receive(ctx, "author", [][]byte{chunk})
		if err != nil || got.Taken != 1 {
			return nil, nil, fmt.Errorf("a move was not taken in: %v", err)
		}
		remote = append(remote, time.Since(start))
	}
	return local, remote, nil
}

func run(ctx context.Context, saved crdt.Saved) (*crdt.Document, error) {
	d, err := open(saved)
	if err == nil {
		go d.Run(ctx)
	}
	return d, err
}

func open(saved crdt.Saved) (*crdt.Document, error) {
	var actor [16]byte
	rand.Read(actor[:])
	return crdt.Open(crdt.Options{Actor: hex.EncodeToString(actor[:])}, saved)
}

// fill writes a workshop of n notes, a change each, with texts of about 45 characters.
func fill(d *crdt.Document, n int) error {
	ops := []workshop.Op{
		workshop.Begin{Title: "Bench", Method: "lifecycle"},
		workshop.AddCanvas{
			Canvas: workshop.Canvas{ID: "canvas000000", Title: "Today", Kind: "lifecycle/canvas"},
			Stages: []workshop.Stage{{ID: "stage0000000", Name: "Buy", Order: "1"}},
			Lanes:  []workshop.Lane{{ID: "lane00000000", Name: "Pains", Order: "1"}},
		},
	}
	for i := range n {
		ops = append(ops, workshop.AddNotes{Notes: []workshop.Note{{
			ID: id(i), Place: place(i), Text: fmt.Sprintf("Note %d: the invoice came before the router did", i),
			Color: workshop.Colors()[i%6], Author: "person00000" + workshop.PersonID(strconv.Itoa(i%10)),
			Kind: "pain", Order: workshop.OrderAfter("", 1)[0],
		}}})
	}
	for _, op := range ops {
		if _, err := d.Apply(op); err != nil {
			return err
		}
	}
	return nil
}

func id(i int) workshop.NoteID { return workshop.NoteID(fmt.Sprintf("note%08d", i)) }

func place(i int) workshop.Place {
	return workshop.Place{
		Canvas: "canvas000000",
		Region: workshop.Region{Stage: "stage0000000", Lane: "lane00000000"},
		At:     workshop.Point{X: float64(i % 97 * 11), Y: float64(i / 97 * 7)},
	}
}

func ms(since time.Time) float64 { return round(float64(time.Since(since).Microseconds()) / 1000) }

func at(ds []time.Duration, q float64) float64 {
	slices.Sort(ds)
	return round(float64(ds[int(float64(len(ds)-1)*q)].Nanoseconds()) / 1000)
}

func round(v float64) float64 { return math.Round(v*10) / 10 }
