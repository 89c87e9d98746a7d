package proposing

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"throughline.app/cluster"
	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/proposal"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// Options is what a [Preview] works with. All are needed.
type Options struct {
	Snapshot func() *workshop.Snapshot
	Canvas   func() workshop.CanvasID
	Editor   func() *editor.Editor // nil while there is no canvas
	// Lane is the notes of the canvas that people write to be sorted, and the name of their
	// lane; none where there is no such lane.
	Lane   func() ([]workshop.NoteID, string)
	Light  func(map[workshop.NoteID]bool)
	NewID  func() string
	Apply  func(workshop.Op) // what is no step of the canvas
	Host   *dialog.Host
	Window fyne.Canvas
	Dark   func() bool

	// Work runs do on a goroutine of its own and then done on the main one. Wait runs f on
	// the main goroutine after d, unless stopped. Post runs f there, from any.
	Work func(do func(context.Context) error, done func(error))
	Wait func(d time.Duration, f func()) (stop func())
	Post func(func())
	Now  func() time.Time

	Listed  func() bool // the tab of categories is seen
	Open    func()      // the tab of categories is to be seen, if there is room
	Placed  func()      // the bar came or went, or is another size
	Trouble func(doing string, err error)
	Back    func() // gives the keyboard to the canvas
}

// A Preview is what is proposed to one person, from asking until it is applied or
// discarded.
type Preview struct {
	o    Options
	bar  *bar
	pane *pane

	asking  *asking // nil unless a question is on its way
	ask     proposal.Question
	of      proposal.Question // that the draft answers
	draft   *proposal.Draft   // nil unless one is looked at
	took    time.Duration
	want    int                 // how many categories are asked for
	going   bool                // an answer to that is on its way
	extra   bool                // a look at new notes is on its way
	due     bool                // the pane is to be told anew
	moving  bool                // a gesture of this package is going on: look waits
	before  *proposal.Draft     // whose answer goes on with what the person said of it
	late    earlier             // what Cancel meant, should it come late
	focus   workshop.NoteID     // that is told of
	sorting bool                // the person goes through the unsorted notes by keys
	sorted  time.Time           // when Enter went on there
	resting workshop.NoteID     // that the pointer rests on: it is told of meanwhile
	chosen  workshop.CategoryID // that commands are about
	clicked time.Time           // the card of the chosen one
	offered bool                // the rest was offered to be placed
	fanned  workshop.NoteID     // the first note of the stack that is fanned out
	lit     bool                // some notes stand out
}

// New makes a preview that shows nothing yet.
func New(o Options) *Preview {
	p := &Preview{o: o}
	p.bar, p.pane = newBar(p), newPane(p)
	return p
}

// Bar is shown at the foot of the canvas while something is looked at or asked.
func (p *Preview) Bar() fyne.CanvasObject { return p.bar.root }

// Pane is what the panel shows while [Preview.Active].
func (p *Preview) Pane() fyne.CanvasObject { return p.pane.root }

// Active reports whether a proposal is looked at.
func (p *Preview) Active() bool { return p.draft != nil }

// Shown reports whether the bar is on the screen.
func (p *Preview) Shown() bool { return p.bar.root.Visible() }

// Waiting reports whether the bar says that a question is on its way.
func (p *Preview) Waiting() bool { return p.bar.meter != nil }

// giveUp gives up what is asked and goes on with what is looked at; while nothing is asked it
// gives up that. An answer that came as the person reached for Cancel is what is given up.
func (p *Preview) giveUp() {
	switch {
	case p.asking != nil && p.draft != nil:
		p.cancel()
		p.goOn()
		p.o.Back()
	case p.draft != nil && p.late.draft != nil && p.o.Now().Before(p.late.until):
		p.draft, p.of, p.want = p.late.draft, p.late.of, p.late.want
		p.late = earlier{}
		p.draft.Follow(p.o.Snapshot())
		p.light(nil)
		p.goOn()
		p.show()
		p.o.Back()
	default:
		p.Discard()
	}
}

// An earlier draft is what Cancel goes back to, for a moment after the answer came.
type earlier struct {
	draft *proposal.Draft
	of    proposal.Question
	want  int
	until time.Time
}

// reach is how long a hand is on its way to Cancel.
const reach = 500 * time.Millisecond

// goOn goes on with what is looked at where another question came to nothing.
func (p *Preview) goOn() {
	if p.draft != nil {
		p.ask = p.of
		p.bar.begin()
		p.bar.tell()
	}
}

// Discard gives up what is asked and what is looked at. Nothing has changed.
func (p *Preview) Discard() {
	p.cancel()
	if p.draft == nil {
		return
	}
	p.late, p.sorting = earlier{}, false
	p.draft, p.focus, p.resting, p.chosen, p.fanned = nil, "", "", "", ""
	p.light(nil)
	if ed := p.o.Editor(); ed != nil {
		ed.SetTrial(nil)
	}
	p.bar.clear()
	p.pane.refresh()
	p.o.Placed()
	p.o.Back()
}

// show shows the draft as it is: on the canvas and in the bar at once, in the panel as soon
// as nothing else is going on.
func (p *Preview) show() {
	ed := p.o.Editor()
	if p.draft == nil || ed == nil {
		return
	}
	ed.SetTrial(&editor.Trial{Diff: p.draft.Trial(say.Unsorted), Marks: p.marks(), Put: p.put, Rename: p.rename, Chosen: p.choose, Selected: p.look, Pointed: p.pointed})
	p.bar.tell()
	if !p.due {
		p.due = true
		p.o.Wait(paneLag, func() {
			p.due = false
			p.pane.refresh()
		})
	}
}

// paneLag is how long the panel may be behind the canvas.
const paneLag = 50 * time.Millisecond

// Many asks for another number of categories. What came last holds: numbers asked for while
// one is being answered are left out but the last.
func (p *Preview) Many(k int) {
	if p.draft == nil {
		return
	}
	least, most, _ := p.draft.Answer.Range()
	p.want = max(least, min(most, k))
	p.bar.slider.Set(p.want)
	if p.going {
		return
	}
	p.going = true
	answer, asked := p.draft.Answer, p.want
	var said *cluster.Proposal
	p.o.Work(func(context.Context) error { said = answer.At(asked); return nil }, func(error) {
		p.going = false
		if p.draft == nil || p.draft.Answer != answer {
			return
		}
		p.draft.Set(said)
		p.show()
		if p.want != asked {
			p.Many(p.want)
		}
	})
}

// put moves notes within the draft, as the person says.
func (p *Preview) put(ids []workshop.NoteID, into workshop.CategoryID) {
	if p.draft == nil {
		return
	}
	if c := p.o.Snapshot().Category(into); c != nil && p.draft.Group(into) == nil { // one that is not of the draft
		p.draft.Put(ids, "")
		p.o.Editor().JoinWritten(into, ids...)
		return
	}
	p.draft.Put(ids, into)
	p.show()
}

func (p *Preview) rename(id workshop.CategoryID, name string) {
	if p.draft != nil {
		p.draft.Rename(id, name)
		p.show()
	}
}

func (p *Preview) keep(id workshop.CategoryID, kept bool) {
	p.draft.Keep(id, kept)
	p.show()
}

func (p *Preview) wantGroup(id workshop.CategoryID, wanted bool) {
	p.draft.Want(id, wanted)
	p.show()
}
