package method_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/workshop"
)

func TestACanvasTakesOverTheStagesOfAnother(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	last := 0
	ids := func() string { last++; return fmt.Sprintf("t%03d", last) }
	s := &workshop.Snapshot{}
	do := func(op workshop.Op) {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	start, err := method.ParseStart(methods, "lifecycle#SaaS trial")
	require.NoError(t, err)
	do(start.Ops(ids, "T"))
	base := s.CanvasList()[0]
	stages, lanes := s.StageList(base.ID), s.LaneList(base.ID)
	note := func(id string, stage, lane int) {
		do(workshop.AddNotes{Notes: []workshop.Note{{ID: workshop.NoteID(id), Text: id, Color: workshop.Blue, Order: "a" + id, Kind: "action",
			Place: workshop.Place{Canvas: base.ID, Region: workshop.Region{Stage: stages[stage].ID, Lane: lanes[lane].ID}}}}})
	}
	names := func(c workshop.CanvasID) (all []string) {
		for _, st := range s.StageList(c) {
			all = append(all, st.Name)
		}
		return all
	}
	note("trial", 1, 0)
	note("idea", 1, 3)
	note("renews", 7, 0)

	op, moments := method.Find(methods, "lifecycle/moments").Begun(s, ids, "", method.Estimate)
	do(op)
	require.Equal(t, names(base.ID), names(moments))
	require.Zero(t, s.NotesOn(moments), "its notes are its own")

	kind := method.Find(methods, "lifecycle/blueprint")
	op, blue := kind.Take(s, stages[7].ID, "", ids, method.Estimate)
	do(op)
	require.Equal(t, []string{"Renew or leave"}, names(blue))
	op, _ = kind.Take(s, stages[1].ID, blue, ids, method.Estimate)
	do(op)
	op, _ = kind.Take(s, stages[4].ID, blue, ids, method.Estimate)
	do(op)
	require.Equal(t, []string{"Start the trial", "Decide to pay", "Renew or leave"}, names(blue), "in their order there")
	require.Equal(t, 2, s.NotesOn(blue), "an opportunity has no lane there")
	r, ok := s.ShownOn(s.Notes.Get("trial"), blue)
	require.True(t, ok)
	require.Equal(t, "actions", s.Lanes.Get(r.Lane).Key)
	require.Equal(t, base.ID, s.Notes.Get("trial").Place.Canvas, "shown, not moved")

	note("again", 1, 0)
	op, _ = kind.Take(s, stages[1].ID, blue, ids, method.Estimate)
	do(op)
	require.Equal(t, 3, s.NotesOn(blue), "what came since")
	require.Len(t, names(blue), 3)
	op, _ = kind.Take(s, stages[1].ID, blue, ids, method.Estimate)
	require.Empty(t, op)

	mine := s.StageList(blue)[1]
	do(workshop.Rename{Ref: mine.ID.Ref(), Name: "Sign"})
	do(workshop.Rename{Ref: stages[1].ID.Ref(), Name: "Try it"})
	do(workshop.Rename{Ref: stages[4].ID.Ref(), Name: "Say yes"})
	require.Equal(t, []string{"Try it", "Sign", "Renew or leave"}, names(blue), "renamed along, unless people called it something else")
	require.Contains(t, names(moments), "Say yes")
}

func TestWhoseStagesACanvasHasIsChecked(t *testing.T) {
	const lane = "[[canvas.lane]]\nkey = \"a\"\nname = \"A\"\ncard = \"c\"\n"
	file := func(more string) string {
		return "name = \"own\"\ntitle = \"T\"\n[[card]]\nid = \"c\"\ntitle = \"C\"\ncolor = \"blue\"\n" +
			"[[canvas]]\nid = \"canvas\"\ntitle = \"T\"\nstages = [\"One\"]\n[canvas.header]\nlabel = \"H\"\n" + lane +
			"[[canvas]]\nid = \"other\"\ntitle = \"T\"\nstages = [\"One\"]\nbegin = false\n" + more + "\n[canvas.header]\nlabel = \"H\"\n" + lane
	}
	_, err := method.Parse("own.toml", file(`stages-of = "canvas"`))
	require.NoError(t, err)
	for more, want := range map[string]string{
		`notes = true`:                              "no stages of another one to take notes from",
		`stages-of = "nothing"`:                     `own.toml:22: there is no canvas "nothing"`,
		`stages-of = "other"`:                       `the canvas "other" has no stages to take over`,
		"layout = \"free\"\nstages-of = \"canvas\"": "with stages as columns",
	} {
		_, err := method.Parse("own.toml", file(more))
		require.ErrorContains(t, err, want)
	}
}
