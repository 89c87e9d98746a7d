package main

import (
	"context"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"time"

	"throughline.app/cluster"
)

// A board is notes of which somebody knows the groups.
type board struct {
	ID    string `json:"id"`
	K     int    `json:"k"`
	Notes []struct {
		ID, Text, Label string
	} `json:"notes"`
}

// outlier tells a label that stands for no group of the board.
func outlier(label string) bool { return strings.HasPrefix(label, "_out") }

func readBoards(file string) ([]board, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var boards []board
	return boards, json.Unmarshal(data, &boards)
}

func (b board) notes() []cluster.Note {
	notes := make([]cluster.Note, len(b.Notes))
	for i, n := range b.Notes {
		notes[i] = cluster.Note{ID: n.ID, Text: n.Text}
	}
	return notes
}

func (b board) labels() []string {
	labels := make([]string, len(b.Notes))
	for i, n := range b.Notes {
		labels[i] = n.Label
	}
	return labels
}

// groups says of each note in which group of the proposal it is, "" in none.
func groups(p *cluster.Proposal, notes []cluster.Note) []string {
	of := map[string]string{}
	for g, group := range p.Groups {
		for _, m := range group.Members {
			of[m.ID] = strconv.Itoa(g)
		}
	}
	found := make([]string, len(notes))
	for i, n := range notes {
		found[i] = of[n.ID]
	}
	return found
}

// A figure is what was measured on one board.
type figure struct {
	Board  string  `json:"board"`
	N      int     `json:"n"`
	K      int     `json:"k"`
	Found  int     `json:"found"`
	ARI    float64 `json:"ari"`
	V      float64 `json:"v"`
	B3     float64 `json:"b3"`
	Tray   float64 `json:"tray"`   // share of notes
	Recall float64 `json:"recall"` // of the outliers, in the tray; -1 without outliers
	Top1   float64 `json:"top1"`
	Top3   float64 `json:"top3"`
	Seeds  float64 `json:"seeds"` // share of the rest that is placed right from three examples
	Half   float64 `json:"half"`  // ARI where half of the groups have three examples
	Moved  float64 `json:"moved"` // by adding a note
	Milli  float64 `json:"ms"`
}

func isNone(g string) bool { return g == "" }

// measure scores one board.
func measure(b board) (figure, error) {
	notes, labels := b.notes(), b.labels()
	f := figure{Board: b.ID, N: len(notes), K: b.K}
	start := time.Now()
	a, err := cluster.Analyse(context.Background(), notes, cluster.Options{})
	if err != nil {
		return f, err
	}
	p := a.Groups(0)
	f.Milli = float64(time.Since(start).Microseconds()) / 1000
	found := groups(p, notes)
	f.Found = len(p.Groups)
	truth, guess := alone(labels, outlier), alone(found, isNone)
	f.ARI, f.B3 = ari(truth, guess), bCubed(truth, guess)
	f.V = inlierV(labels, guess)
	f.Tray = float64(len(p.Unsorted)) / float64(len(notes))
	f.Recall = recall(labels, found)
	f.Top1, f.Top3 = suggestions(a, b)
	if f.Seeds, err = placed(b); err != nil {
		return f, err
	}
	if f.Half, err = half(b); err != nil {
		return f, err
	}
	f.Moved, err = shaken(b, guess)
	return f, err
}

func inlierV(labels []string, guess partition) float64 {
	var truth, found partition
	for i, l := range labels {
		if !outlier(l) {
			truth, found = append(truth, l), append(found, guess[i])
		}
	}
	return vMeasure(truth, found)
}

func recall(labels, found []string) float64 {
	out, kept := 0, 0
	for i, l := range labels {
		if outlier(l) {
			out++
			if found[i] == "" {
				kept++
			}
		}
	}
	if out == 0 {
		return -1
	}
	return float64(kept) / float64(out)
}

// suggestions asks for the place of every note among the true groups.
func suggestions(a *cluster.Analysis, b board) (top1, top3 float64) {
	var truth []cluster.Group
	at := map[string]int{}
	for _, n := range b.Notes {
		if outlier(n.Label) {
			continue
		}
		g, known := at[n.Label]
		if !known {
			g = len(truth)
			at[n.Label] = g
			truth = append(truth, cluster.Group{ID: n.Label})
		}
		truth[g].Members = append(truth[g].Members, cluster.Member{ID: n.ID})
	}
	asked := 0
	for _, n := range b.Notes {
		if outlier(n.Label) {
			continue
		}
		asked++
		for rank, place := range a.Suggest(n.ID, truth) {
			if place.Group == at[n.Label] {
				top3++
				if rank == 0 {
					top1++
				}
			}
		}
	}
	return top1 / float64(asked), top3 / float64(asked)
}

// seeded pins the first three notes of the groups that some says.
func seeded(b board, some func(int) bool) []cluster.Note {
	notes := b.notes()
	number, have := map[string]int{}, map[string]int{}
	for i, n := range b.Notes {
		if outlier(n.Label) {
			continue
		}
		if _, known := number[n.Label]; !known {
			number[n.Label] = len(number)
		}
		if some(number[n.Label]) && have[n.Label] < 3 {
			have[n.Label]++
			notes[i].Group = n.Label
		}
	}
	return notes
}

// placed is the share of the notes of groups with three examples each that are put there.
func placed(b board) (float64, error) {
	notes := seeded(b, func(int) bool { return true })
	a, err := cluster.Analyse(context.Background(), notes, cluster.Options{})
	if err != nil {
		return 0, err
	}
	right, asked := 0, 0
	of := map[string]string{}
	for _, g := range a.Groups(0).Groups {
		for _, m := range g.Members {
			of[m.ID] = g.ID
		}
	}
	for i, n := range b.Notes {
		if outlier(n.Label) || notes[i].Group != "" {
			continue
		}
		asked++
		if of[n.ID] == n.Label {
			right++
		}
	}
	return float64(right) / float64(max(asked, 1)), nil
}

// half is the ARI of a board of which every second group has three examples.
func half(b board) (float64, error) {
	notes := seeded(b, func(g int) bool { return g%2 == 0 })
	a, err := cluster.Analyse(context.Background(), notes, cluster.Options{})
	if err != nil {
		return 0, err
	}
	return ari(alone(b.labels(), outlier), alone(groups(a.Groups(0), notes), isNone)), nil
}

// shaken is the share of notes that move when one is added: three notes of the board are
// taken out in turn, and put back.
func shaken(b board, whole partition) (float64, error) {
	notes := b.notes()
	var shares []float64
	for _, out := range []int{len(notes) / 5, len(notes) / 2, len(notes) - 1} {
		fewer := append(append([]cluster.Note{}, notes[:out]...), notes[out+1:]...)
		a, err := cluster.Analyse(context.Background(), fewer, cluster.Options{})
		if err != nil {
			return 0, err
		}
		before := alone(groups(a.Groups(0), fewer), isNone)
		after := append(append(partition{}, whole[:out]...), whole[out+1:]...)
		shares = append(shares, moved(before, after))
	}
	return mean(shares), nil
}
