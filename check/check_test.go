package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/check"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A room is a workshop that a test fills.
type room struct {
	t       require.TestingT
	methods []*method.Method
	s       *workshop.Snapshot
	ids     int
}

// begin makes a workshop of a method file, with one canvas of each of its kinds that begin.
func begin(t require.TestingT, file string) *room {
	name := strings.Split(strings.TrimSpace(file), `"`)[1]
	m, err := method.Parse(name+".toml", file)
	require.NoError(t, err)
	r := &room{t: t, methods: []*method.Method{m}, s: &workshop.Snapshot{}}
	r.do(workshop.Begin{Title: "T", Method: m.Name})
	for _, k := range m.Begins() {
		r.add(k)
	}
	return r
}

func (r *room) id() string { r.ids++; return fmt.Sprintf("id%04d", r.ids) }

func (r *room) do(op workshop.Op) {
	d, err := op.Plan(r.s)
	require.NoError(r.t, err)
	r.s = r.s.With(d)
}

func (r *room) add(k *method.CanvasKind) workshop.CanvasID {
	op := k.Scaffold(r.id, "", "")
	r.do(op)
	return op.Canvas.ID
}

// note writes a note in a cell of the first canvas, by the names of stage and lane.
func (r *room) note(stage, lane, text string, with ...func(*workshop.Note)) workshop.NoteID {
	c := r.s.CanvasList()[0]
	n := workshop.Note{ID: workshop.NoteID(r.id()), Text: text, Color: workshop.Blue, Order: "a" + r.id(), Place: workshop.Place{Canvas: c.ID}}
	for _, st := range r.s.StageList(c.ID) {
		if st.Name == stage {
			n.Place.Region.Stage = st.ID
		}
	}
	kind := method.Find(r.methods, c.Kind)
	for _, l := range r.s.LaneList(c.ID) {
		if l.Name == lane {
			n.Place.Region.Lane, n.Kind = l.ID, kind.Lane(l).Card
		}
	}
	for _, w := range with {
		w(&n)
	}
	r.do(workshop.AddNotes{Notes: []workshop.Note{n}})
	return n.ID
}

func (r *room) found() []check.Finding { return check.Run(r.methods, r.s) }

// says are the findings as sentences.
func (r *room) says() []string {
	all := []string{}
	for _, f := range r.found() {
		all = append(all, f.Says)
	}
	return all
}

const plain = `
name = "plain"
title = "Plain"
[[card]]
id = "action"
title = "Action"
color = "blue"
[[card]]
id = "touch"
title = "Touchpoint"
color = "green"
[[card]]
id = "process"
title = "Process"
color = "grey"
[[card]]
id = "segment"
title = "Segment"
color = "violet"
[[card]]
id = "idea"
title = "Idea"
color = "yellow"
[[canvas]]
id = "canvas"
title = "Canvas"
stages = ["Look", "Buy", "Use"]
[canvas.header]
label = "H"
[[canvas.lane]]
key = "does"
name = "Does"
card = "action"
[[canvas.lane]]
key = "meets"
name = "Meets"
card = "touch"
[[canvas.lane]]
key = "behind"
name = "Behind"
card = "process"
[[canvas.lane]]
key = "who"
name = "Who"
card = "segment"
[[canvas.lane]]
key = "ideas"
name = "Ideas"
card = "idea"
`

// with is the plain method and one check more.
func with(rule, keys, says string) string {
	return plain + fmt.Sprintf("[[check]]\nid = \"c\"\nrule = %q\ntitle = \"Found\"\nweight = \"must\"\nsays = %q\n%s\n", rule, says, keys)
}

// A new check needs a file and nothing else.
func TestACheckIsAddedByAFileAlone(t *testing.T) {
	r := begin(t, with("most", "cards = [\"touch\"]\nmost = 2", "There are {count}, at most {most}."))
	require.Empty(t, r.found())
	for i := range 3 {
		r.note("Look", "Meets", fmt.Sprint(i))
	}
	got := r.found()
	require.Len(t, got, 1)
	require.Equal(t, []any{"Found", "There are 3, at most 2.", method.Must, "plain/c", 3},
		[]any{got[0].Title, got[0].Says, got[0].Weight, got[0].Check, len(got[0].About)})
}

func TestEveryRuleOfTheTableIsThere(t *testing.T) {
	require.Equal(t, check.RuleNames(), slices.Sorted(func(yield func(string) bool) {
		for name := range method.Rules {
			if !yield(name) {
				return
			}
		}
	}))
}

func TestGapsAreEmptyCellsOfStagesAndLanesInUse(t *testing.T) {
	r := begin(t, with("gaps", "canvas = \"canvas\"\nlanes = [\"does\", \"meets\"]", "{stage}: {lane}"))
	require.Empty(t, r.found(), "nothing is written yet")
	r.note("Look", "Does", "a")
	require.Empty(t, r.found(), "the other lanes are not in use")
	r.note("Buy", "Meets", "b")
	require.Equal(t, []string{"Look: Meets", "Buy: Does"}, r.says())
	r.note("Look", "Meets", "c")
	require.Equal(t, []string{"Buy: Does"}, r.says(), "what is mended goes by itself")
	f := r.found()[0]
	require.Len(t, f.Cells, 1)
	require.Equal(t, r.s.CanvasList()[0].ID, f.Canvas)
}

func TestOneFindingForAllThatIsAlike(t *testing.T) {
	r := begin(t, with("unowned", "cards = [\"touch\"]\nfield = \"owner\"\nmark = \"A\"\ntogether = true", "{count} without"))
	a, b := r.note("Look", "Meets", "a"), r.note("Look", "Meets", "b")
	r.note("Buy", "Meets", "c")
	require.Empty(t, r.found(), "nobody owns anything yet")
	r.do(workshop.SetTyped{Notes: []workshop.NoteID{a}, Key: "owner", Value: "Ana"})
	require.Equal(t, []string{"2 without"}, r.says())
	id := r.found()[0].ID
	grid := r.s.CanvasList()[0].ID
	r.do(workshop.MarkCell{Grid: grid, Row: b.Ref().Key(), Column: workshop.FunctionLine("Sales"), Label: "Sales", Add: []string{"A"}})
	require.Equal(t, []string{"1 without"}, r.says())
	require.Equal(t, id, r.found()[0].ID, "settled, it stays so")
}

func TestAHandOverWantsSomethingBehindIt(t *testing.T) {
	r := begin(t, with("handover", "with = [\"process\"]", "{name} to {other}"))
	a, b, p := r.note("Look", "Meets", "Form"), r.note("Buy", "Meets", "Call"), r.note("Buy", "Behind", "Diary")
	r.do(workshop.AddLink{Link: workshop.Link{ID: "l1", From: a, To: b, Type: workshop.HandsOver}})
	require.Equal(t, []string{"Form to Call"}, r.says())
	require.Equal(t, []workshop.Ref{a.Ref(), b.Ref()}, r.found()[0].About)
	r.do(workshop.AddLink{Link: workshop.Link{ID: "l2", From: p, To: b, Type: workshop.Supports}})
	require.Empty(t, r.found())
}

func TestABlindZoneIsWhatTheCustomerGoesThroughWithoutUs(t *testing.T) {
	file := with("blind", "side = \"start\"", "from {stage}, {count} earlier: {name}")
	r := begin(t, file+"[[check]]\nid = \"d\"\nrule = \"blind\"\nside = \"end\"\ntitle = \"T\"\nweight = \"note\"\nsays = \"after {stage}: {name}\"\n")
	c := r.s.CanvasList()[0].ID
	st := r.s.StageList(c)
	r.do(workshop.SetBracket{Canvas: c, Who: workshop.BracketOurs, From: st[1].ID, To: st[1].ID})
	require.Empty(t, r.found(), "nobody has said how customers see it")
	r.do(workshop.SetBracket{Canvas: c, Who: workshop.BracketCustomer, From: st[0].ID, To: st[2].ID})
	require.Equal(t, []string{"from Buy, one stage earlier: Look", "after Buy: Use"}, r.says())
}

func TestARiskAsksForATreatment(t *testing.T) {
	r := begin(t, with("treatment", "cards = [\"segment\"]\nwith = [\"idea\"]\nfield = \"risk\"\nvalues = [\"Defection\"]", "{name} in {stage}: {value}"))
	n := r.note("Use", "Who", "Resellers", func(n *workshop.Note) { n.TypedSet = workshop.TypedOf(map[string]string{"risk": "defection"}) })
	r.note("Use", "Who", "Faithful")
	require.Equal(t, []string{"Resellers in Use: defection"}, r.says())
	idea := r.note("Look", "Ideas", "Call them first")
	require.Len(t, r.found(), 1, "another stage's")
	r.do(workshop.AddLink{Link: workshop.Link{ID: "l", From: idea, To: n, Type: workshop.Solves}})
	require.Empty(t, r.found())
}

func TestALowPointWantsAnOpportunity(t *testing.T) {
	r := begin(t, with("low", "poll = \"mood/as-is\"\nbelow = -1\nwith = [\"idea\"]", "{name}: mood {mean}"))
	st := r.s.StageList(r.s.CanvasList()[0].ID)
	for i, v := range []string{"-2", "-2", "-1", "x"} {
		r.do(workshop.GiveAnswer{Poll: "mood/as-is", About: st[1].ID.Ref().Key(), Person: workshop.PersonID(fmt.Sprint(i)), Value: v})
	}
	r.do(workshop.GiveAnswer{Poll: "mood/to-be", About: st[2].ID.Ref().Key(), Person: "0", Value: "-3"})
	require.Equal(t, []string{"Buy: mood −1.7"}, r.says())
	r.note("Buy", "Ideas", "One delivery")
	require.Empty(t, r.found())
}

func TestAFunctionMayBeSilentOrAbsent(t *testing.T) {
	file := with("functions", "standing = \"silent\"", "{name} ({people}) is silent")
	r := begin(t, file+"[[check]]\nid = \"d\"\nrule = \"functions\"\nstanding = \"absent\"\ntitle = \"T\"\nweight = \"must\"\nsays = \"{name} is absent\"\n")
	r.do(workshop.Introduce{Person: workshop.Person{ID: "p", Name: "Omar", Function: "Finance"}})
	r.do(workshop.ExpectFunctions{Functions: []string{"Network"}})
	require.Equal(t, []string{"Finance (Omar) is silent", "Network is absent"}, r.says())
	r.note("Look", "Does", "Reads a bill", func(n *workshop.Note) { n.Author = "p" })
	require.Equal(t, []string{"Network is absent"}, r.says())
}

func TestACanvasWithoutSteps(t *testing.T) {
	r := begin(t, with("steps", "canvas = \"canvas\"", "{name} is empty"))
	require.Equal(t, []string{"Canvas is empty"}, r.says())
	r.note("Look", "Does", "a")
	require.Empty(t, r.found())
}

// The same workshop gives the same findings, whatever way it came about.
func TestFindingsDoNotDependOnOrder(t *testing.T) {
	file := plain
	for i, c := range [][2]string{
		{"gaps", "canvas = \"canvas\""}, {"field", "cards = [\"touch\", \"action\"]\nfield = \"channel\""},
		{"wording", "words = [\"company\"]\ncards = [\"action\"]\nstages = true"}, {"most", "cards = [\"action\"]\nmost = 1"},
	} {
		file += fmt.Sprintf("[[check]]\nid = \"c%d\"\nrule = %q\ntitle = \"T\"\nweight = %q\nsays = \"x\"\n%s\n", i, c[0], method.Weights()[i%3], c[1])
	}
	rapid.Check(t, func(t *rapid.T) {
		r := begin(t, file)
		for range rapid.IntRange(0, 12).Draw(t, "notes") {
			stage := rapid.SampledFrom([]string{"Look", "Buy", "Use"}).Draw(t, "stage")
			lane := rapid.SampledFrom([]string{"Does", "Meets", "Behind"}).Draw(t, "lane")
			r.note(stage, lane, rapid.SampledFrom([]string{"lead", "ticket logged", "buys", ""}).Draw(t, "text"))
		}
		want := r.found()
		seen := make(map[workshop.FindingID]bool)
		for _, f := range want {
			require.False(t, seen[f.ID], "each has an id of its own")
			seen[f.ID] = true
			require.NotEmpty(t, f.About)
		}
		again := &workshop.Snapshot{}
		var d workshop.Diff
		r.s.Fields(func(ref workshop.Ref, name, value string) bool {
			d = append(d, workshop.Change{Ref: ref, Field: name, After: value})
			return true
		})
		slices.Reverse(d)
		require.Equal(t, want, check.Run(r.methods, again.With(d)))
	})
}
