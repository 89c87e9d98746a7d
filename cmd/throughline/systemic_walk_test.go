package main

import (
	"encoding/csv"
	"fmt"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/workshop"
)

// stagesOf and areasOf are where the notes of [bigBoard] come from.
var (
	stagesOf = []string{"Awareness", "Acquisition", "Onboarding", "Retention", "Advocacy"}
	areasOf  = []string{"Sales", "Service", "Network", "Finance", "Operations"}
)

// bigBoard is a table of some 300 notes: the issues Planted A, B and C lie in three stages or
// more and come from several functions, twenty categories are one place's.
func bigBoard(t *testing.T) (file string) {
	t.Helper()
	const seed = 11
	r := rand.New(rand.NewPCG(seed, 0))
	rows := [][]string{{"stage", "lane", "text", "author", "function", "category"}}
	lanes := []string{"Customer actions", "Frontstage", "Backstage", "Opportunities"}
	add := func(stage, area, text, category string) {
		rows = append(rows, []string{stage, lanes[len(rows)%4], text, area + " " + string(rune('A'+r.IntN(3))), area, category})
	}
	for i, name := range []string{"Planted A", "Planted B", "Planted C"} {
		at, by := r.Perm(5)[:3+i%2], r.Perm(5)[:2+i%2]
		for j := range 12 {
			add(stagesOf[at[j%len(at)]], areasOf[by[j/len(at)%len(by)]], fmt.Sprintf("%s said once more, the %d. time", name, j), name)
		}
	}
	for i := range 20 {
		stage, area := stagesOf[r.IntN(5)], areasOf[r.IntN(5)]
		for j := range 13 {
			s, f := stage, area
			if r.IntN(9) == 0 {
				s = stagesOf[r.IntN(5)]
			}
			add(s, f, fmt.Sprintf("Local matter %d, the %d. time", i, j), fmt.Sprintf("Local %c", 'A'+i))
		}
	}
	file = filepath.Join(t.TempDir(), "board.csv")
	f, err := os.Create(file)
	require.NoError(t, err)
	w := csv.NewWriter(f)
	require.NoError(t, w.WriteAll(rows))
	require.NoError(t, f.Close())
	return file
}

// issueNames are the systemic issues that "show" tells of, in order.
func issueNames(s exchange.Shown) (names []string) {
	for _, is := range s.Issues {
		names = append(names, is.Name)
	}
	return names
}

// S-11 on a board of 300 notes that came as a table: what was planted is found and nothing
// else, the room confirms and names two owners, and every export tells of it.
func TestWalkSystemicIssues(t *testing.T) {
	dir := t.TempDir()
	code, id, errs := cli(t, dir, "new", "--title", "Winter")
	require.Zero(t, code, errs)
	id = strings.TrimSpace(id)
	code, _, errs = cli(t, dir, "import", id, bigBoard(t))
	require.Zero(t, code, errs)
	s := shown(t, dir, id)
	require.ElementsMatch(t, []string{"Planted A", "Planted B", "Planted C"}, issueNames(s))
	for i, is := range s.Issues {
		require.Equal(t, "proposed", is.State, "nothing is automatic")
		require.Equal(t, "systemic", is.Rule)
		require.Equal(t, is.Score, is.Parts[0]+is.Parts[1]+is.Parts[2])
		require.GreaterOrEqual(t, is.Stages, 3)
		require.GreaterOrEqual(t, is.Functions, 2)
		require.Len(t, is.Notes, 12)
		require.NotNil(t, is.Wider)
		require.True(t, i == 0 || s.Issues[i-1].Score >= is.Score, "by score")
	}
	require.Equal(t, s.Issues, shown(t, dir, id).Issues, "the chance check has a fixed seed")

	behind := make(map[string]exchange.ShownReach)
	for _, c := range s.Categories {
		behind[c.Name] = c.Reach[0]
	}
	require.Len(t, behind["Planted B"].Functions, 3, "who is behind it")
	require.Equal(t, "function", behind["Local A"].Echo)
	require.Empty(t, behind["Planted B"].Echo)
	require.Contains(t, []string{"local", "recurring"}, behind["Local A"].Rule)

	first := s.Issues[2]
	tourOf(t, dir, id, func(w *tour) {
		w.do(workshop.PutDots{Notes: []workshop.NoteID{workshop.NoteID(first.Notes[0])}, Person: w.r.Me(), By: 3})
		w.do(workshop.DecideIssue{Category: workshop.CategoryID(first.Category), Name: "Nobody owns the date", State: workshop.Confirmed})
		w.do(workshop.OwnIssue{Issue: workshop.IssueID(first.ID), Owner: "Zoë", Second: "Network"})
		w.do(workshop.DecideIssue{Category: workshop.CategoryID(s.Issues[0].Category), State: workshop.Dismissed, Reason: "Already under way"})
	})
	s = shown(t, dir, id)
	require.Equal(t, []string{"Nobody owns the date"}, issueNames(s)[:1], "what is confirmed comes first")
	require.Len(t, s.Issues, 2, "what is dismissed is not drawn")
	require.Equal(t, []string{"Zoë", "Network"}, s.Issues[0].Owners)
	require.Equal(t, 3, s.Issues[0].Votes)
	require.Equal(t, 20, s.Issues[0].Parts[2], "the score counts votes")

	for _, end := range []string{"csv", "xlsx", "png"} {
		file := filepath.Join(t.TempDir(), "out."+end)
		code, _, errs = cli(t, dir, "export", id, "--out", file)
		require.Zero(t, code, errs)
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		if end == "csv" {
			require.Equal(t, 12, strings.Count(string(data), "Nobody owns the date"))
		}
	}
	list := filepath.Join(t.TempDir(), "list.md")
	code, _, errs = cli(t, dir, "check", id, "--out", list)
	require.Zero(t, code, errs)
	data, err := os.ReadFile(list)
	require.NoError(t, err)
	require.Contains(t, string(data), "- **Nobody owns the date** confirmed")
	require.Contains(t, string(data), "Zoë and Network")
	pictured(t, dir, id, "Customer lifecycle")
}

// The strip is in the picture that is exported: without its issues the picture is another one.
func TestWalkThePictureHasTheIssues(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	strip := func() []byte {
		file := filepath.Join(t.TempDir(), "out.png")
		code, _, errs := cli(t, dir, "export", id, "--scale", "1", "--out", file)
		require.Zero(t, code, errs)
		f, err := os.Open(file)
		require.NoError(t, err)
		defer f.Close()
		img, err := png.Decode(f)
		require.NoError(t, err)
		b := img.Bounds()
		var at []byte
		for x := b.Min.X; x < b.Max.X; x++ {
			for y := b.Max.Y - 60; y < b.Max.Y-20; y++ {
				r, g, bl, _ := img.At(x, y).RGBA()
				at = append(at, byte(r>>8), byte(g>>8), byte(bl>>8))
			}
		}
		return at
	}
	before := shown(t, dir, id).Issues
	require.NotEmpty(t, before)
	with := strip()
	tourOf(t, dir, id, func(w *tour) {
		for _, is := range before {
			w.do(workshop.DecideIssue{Category: workshop.CategoryID(is.Category), State: workshop.Dismissed})
		}
	})
	require.Empty(t, shown(t, dir, id).Issues)
	require.NotEqual(t, with, strip())
}

// A function comes from joining, from the legend or from the note itself, the nearest first; and
// the room sees which are heard, silent and absent.
func TestWalkFunctions(t *testing.T) {
	dir, far := t.TempDir(), t.TempDir()
	code, id, errs := cli(t, dir, "new", "--title", "Winter")
	require.Zero(t, code, errs)
	id = strings.TrimSpace(id)
	tourOf(t, dir, id, func(w *tour) {
		w.do(workshop.ExpectFunctions{Functions: []string{"Legal"}})
		w.do(workshop.SetLegend{Meanings: map[workshop.Color]string{workshop.Coral: "Finance"}})
	})
	a := startPeer(t, dir, "--share", id)
	ready := a.want("ready", nil)
	b := startPeer(t, far, "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Bo", "--function", "Network")
	b.want("joined", nil)
	standing := func(want map[string]string) func(exchange.Shown) bool {
		return func(s exchange.Shown) bool {
			have := make(map[string]string)
			for _, v := range s.Voices {
				have[v.Function] = v.Standing
			}
			for f, is := range want {
				if have[f] != is {
					return false
				}
			}
			return true
		}
	}
	untilShown(a, standing(map[string]string{"Network": "silent", "Legal": "absent"}))
	b.send(map[string]any{"op": "add", "stage": "Onboarding", "lane": "Backstage", "text": "Line test fails", "color": "coral"})
	b.want("did", nil)
	s := untilShown(a, standing(map[string]string{"Network": "heard"}))
	of := func(s exchange.Shown) []string { return s.Notes[0].Functions }
	require.Equal(t, []string{"Network"}, of(s), "its author's, as joining asked for it")
	a.quit()
	b.quit()
	tourOf(t, dir, id, func(w *tour) { w.do(workshop.ColoursMean{Functions: true}) })
	require.Equal(t, []string{"Finance"}, of(shown(t, dir, id)), "its colour's, once the legend says that colours are functions")
	tourOf(t, dir, id, func(w *tour) {
		w.do(workshop.SetFunctions{Notes: []workshop.NoteID{w.note("Line test").ID}, Functions: []string{"Sales", "IT"}})
	})
	require.Equal(t, []string{"IT", "Sales"}, of(shown(t, dir, id)), "its own")
}

// Two people who move a note to and fro have it marked on both laptops, and the mark goes when one of them
// agrees with where it is.
func TestWalkContested(t *testing.T) {
	open := func() *laptop.Laptop {
		l, err := laptop.Open(laptop.Options{Data: t.TempDir(), Bind: "127.0.0.1"})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, l.Close()) })
		return l
	}
	a, b := open(), open()
	id, err := a.EnsureSample(t.Context())
	require.NoError(t, err)
	ra, err := a.Open(t.Context(), id, laptop.Networked)
	require.NoError(t, err)
	inv, err := ra.Share(t.Context())
	require.NoError(t, err)
	rb, err := b.Join(t.Context(), inv.Words, inv.Addr)
	require.NoError(t, err)

	list := ra.Snapshot().CategoryList()
	require.GreaterOrEqual(t, len(list), 2)
	note := ra.Snapshot().Members(list[0].ID, ra.Snapshot().CanvasList()[0].ID)[0].ID
	in := func(r *laptop.Room) workshop.CategoryID {
		if n := r.Snapshot().Notes.Get(note); n != nil {
			if c := r.Snapshot().CategoryOf(n); c != nil {
				return c.ID
			}
		}
		return ""
	}
	marked := func(r *laptop.Room) bool { return r.Snapshot().Contested(r.Snapshot().Notes.Get(note)) }
	meet := func(what string, ok func(*laptop.Room) bool) {
		t.Helper()
		moved := make(chan struct{}, 2) // written by the rooms' callbacks; full means already told
		for _, r := range []*laptop.Room{ra, rb} {
			r.OnUpdate(func(workshop.Update) {
				select {
				case moved <- struct{}{}:
				default:
				}
			})
		}
		limit := time.After(patience)
		for !ok(ra) || !ok(rb) {
			select {
			case <-moved:
			case <-limit:
				require.FailNow(t, "waited too long", "for %s", what)
			}
		}
	}
	put := func(r *laptop.Room, c int) {
		t.Helper()
		_, err := r.Apply(workshop.JoinCategory{Category: list[c].ID, Notes: []workshop.NoteID{note}, By: r.Me()})
		require.NoError(t, err)
		meet("where it was put", func(r *laptop.Room) bool { return in(r) == list[c].ID })
	}
	put(ra, 1)
	put(rb, 0)
	require.False(t, marked(ra) || marked(rb), "a colleague moved it once")
	put(ra, 1)
	meet("the mark", marked)
	shows := func(r *laptop.Room) bool {
		return slices.ContainsFunc(exchange.Show(r.Snapshot(), nil, id).Notes, func(n exchange.ShownNote) bool { return n.Contested && n.ID == string(note) })
	}
	require.True(t, shows(ra) && shows(rb))
	put(rb, 1) // where it is: rb agrees
	meet("peace", func(r *laptop.Room) bool { return !marked(r) })
}
