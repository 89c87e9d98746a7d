package main

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/workshop"
)

// at opens a workshop of a data folder, does something in it and closes it.
func at(t *testing.T, dir, id string, do func(l *laptop.Laptop, r *laptop.Room)) {
	t.Helper()
	l, err := laptop.Open(laptop.Options{Data: dir, Bind: "127.0.0.1"})
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	r, err := l.Open(t.Context(), id, laptop.Quiet)
	require.NoError(t, err)
	do(l, r)
	require.NoError(t, r.Close())
}

// sampleWorkshop puts the sample into a data folder.
func sampleWorkshop(t *testing.T, dir string) (id string) {
	t.Helper()
	l, err := laptop.Open(laptop.Options{Data: dir, Bind: "127.0.0.1"})
	require.NoError(t, err)
	id, err = l.EnsureSample(t.Context())
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return id
}

// From the lifecycle of the sample to one for business customers, to a stage in depth with
// its four questions and to a journey that two stages share; notes are on several canvases
// and are not copied.
func TestWalkVariantsStagesInDepthAndJourneys(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	before := shown(t, dir, id)
	apply := func(r *laptop.Room, op workshop.Op) {
		_, err := r.Apply(op)
		require.NoError(t, err)
	}
	var variant, depth, journey string
	at(t, dir, id, func(l *laptop.Laptop, r *laptop.Room) {
		s := r.Snapshot()
		c := s.CanvasList()[0].ID
		stages := s.StageList(c)
		op, made := method.Variant(s, c, "B2B", true, laptop.NewID)
		apply(r, op)
		variant = string(made)
		mine := r.Snapshot().StageList(made)
		apply(r, workshop.Together{
			workshop.Rename{Ref: mine[1].ID.Ref(), Name: "Tender"},
			workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID(laptop.NewID()), Canvas: made, Name: "Credit check"}, After: mine[1].ID},
			workshop.Remove{Ref: mine[4].ID.Ref()},
		})
		for _, k := range method.Insides(l.Methods(), "lifecycle/canvas") {
			add := k.Inside(laptop.NewID, stages[2])
			apply(r, add)
			if k.Journey() {
				journey = string(add.Canvas.ID)
				apply(r, workshop.Serve{Canvas: add.Canvas.ID, Stage: stages[3].ID})
				continue
			}
			depth = string(add.Canvas.ID)
			var ids []workshop.NoteID
			for _, n := range s.NoteList(c) {
				if at, ok := s.ShownOn(n, c); ok && at.Stage == stages[2].ID {
					ids = append(ids, n.ID)
				}
			}
			apply(r, workshop.ShowNotes{At: k.Guests(r.Snapshot(), ids, c, add.Canvas.ID, method.Estimate)})
		}
	})

	s := shown(t, dir, id)
	require.Len(t, s.Notes, len(before.Notes), "no note was copied")
	require.Len(t, s.Variants, 1)
	v := s.Variants[0]
	require.Equal(t, variant, v.Canvas)
	var changes []string
	for _, st := range v.Stages {
		changes = append(changes, strings.TrimSpace(st.Base+" "+st.Change+" "+st.Name))
	}
	require.Equal(t, []string{"Awareness same Awareness", "Acquisition renamed Tender", "added Credit check",
		"Onboarding same Onboarding", "Retention same Retention", "Advocacy removed"}, changes)
	require.Positive(t, v.Stages[0].Both)

	lanes := make(map[string][]string)
	for _, l := range s.Lanes {
		lanes[l.Canvas] = append(lanes[l.Canvas], l.Name)
	}
	require.Equal(t, []string{"Customer actions", "Frontstage", "Backstage", "Opportunities"}, lanes[depth], "the four questions")
	inside := 0
	for _, n := range s.Notes {
		for _, p := range n.Also {
			if p.Canvas == depth {
				inside++
				require.Equal(t, n.Lane, p.Lane, n.Text)
				require.Equal(t, "Onboarding", n.Stage)
			}
		}
	}
	require.Greater(t, inside, 10)
	for _, c := range s.Canvases {
		switch c.ID {
		case journey:
			require.Len(t, c.Serves, 2)
		case variant:
			require.NotEmpty(t, c.From)
		}
	}
	require.NotEmpty(t, s.Lost, "notes of the stage that the variant has not")

	picture := filepath.Join(dir, "depth.png")
	for _, canvas := range []string{"B2B", "Onboarding", "Customer lifecycle"} {
		code, _, errs := cli(t, dir, "export", id, "--canvas", canvas, "--out", picture)
		require.Zero(t, code, errs)
		f, err := os.Open(picture)
		require.NoError(t, err)
		_, err = png.DecodeConfig(f)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		if keep := os.Getenv("KEEP_PICTURES"); keep != "" {
			data, err := os.ReadFile(picture)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(keep, canvas+".png"), data, 0o644))
		}
	}
}

// A workshop begins with stages of a preset, gets others, and becomes a template that the
// next workshop begins with.
func TestWalkOtherStagesAndATemplate(t *testing.T) {
	dir := t.TempDir()
	run := func(args ...string) string {
		code, out, errs := cli(t, dir, args...)
		require.Zero(t, code, "%v: %s", args, errs)
		return out
	}
	names := func(s exchange.Shown) (all []string) {
		for _, st := range s.Stages {
			if st.Canvas == s.Canvases[0].ID {
				all = append(all, st.Name)
			}
		}
		return all
	}
	id := strings.TrimSpace(run("new", "--title", "Trial", "--stages", "saas trial"))
	require.Contains(t, names(shown(t, dir, id)), "Start the trial")
	notes := filepath.Join(dir, "notes.csv")
	require.NoError(t, os.WriteFile(notes, []byte("stage,lane,text\nStart the trial,Customer actions,Looks for the button\nNeed more,Opportunities,Offer a second seat\n"), 0o600))
	run("import", id, notes)

	at(t, dir, id, func(l *laptop.Laptop, r *laptop.Room) {
		s := r.Snapshot()
		c := s.CanvasList()[0]
		k := method.Find(l.Methods(), c.Kind)
		basic := k.PresetOf("Basic").Stages
		_, err := r.Apply(k.UseStages(s, c.ID, basic, method.Fates(s, c.ID, basic), laptop.NewID, method.Estimate))
		require.NoError(t, err)
		require.NoError(t, l.SaveMethod("ours", method.Template(l.Methods(), r.Snapshot(), c.ID, "ours", "Ours")))
		require.ErrorIs(t, l.SaveMethod("lifecycle", method.Template(l.Methods(), r.Snapshot(), c.ID, "lifecycle", "Ours")), laptop.ErrMethodTaken)
	})
	s := shown(t, dir, id)
	require.Equal(t, []string{"Discover the need", "Choose & buy", "Use & get help", "Renew or leave"}, names(s))
	for _, n := range s.Notes {
		require.NotEmpty(t, n.Stage, n.Text)
	}
	next := strings.TrimSpace(run("new", "--title", "Next", "--method", "ours"))
	s = shown(t, dir, next)
	require.Equal(t, []string{"Discover the need", "Choose & buy", "Use & get help", "Renew or leave"}, names(s))
	require.Empty(t, s.Notes)
	require.Equal(t, "ours/canvas", s.Canvases[0].Kind)

	// A faulty file beside it is told with its line and a remedy, and the others stay.
	broken := filepath.Join(dir, "methods", "broken.toml")
	require.NoError(t, os.WriteFile(broken, []byte("name = \"broken\"\ntitle = \"Broken\"\norbit = 3\n"), 0o600))
	for _, args := range [][]string{{"methods"}, {"methods", broken}} {
		code, out, errs := cli(t, dir, args...)
		require.Equal(t, 1, code)
		require.Equal(t, len(args) == 1, strings.Contains(out, "ours  Ours\n  canvas canvas  Ours"))
		require.Contains(t, errs, "broken.toml:3: there is no key \"orbit\" here; take it out")
	}
	require.Contains(t, run("methods", filepath.Join(dir, "methods", "ours.toml")), "ours  Ours")

	// While the app has the folder others look at a copy, with the same methods.
	at(t, dir, next, func(*laptop.Laptop, *laptop.Room) {
		run("export", next, "--out", filepath.Join(dir, "ours.png"))
	})
}
