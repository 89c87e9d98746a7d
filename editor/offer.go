package editor

import "fmt"

// An Offer is a sentence about what just happened, with one thing to do about it.
type Offer struct {
	Sentence string      // "12 notes deleted"
	Button   string      // "Undo"; "" only tells
	Do       func()      // what the button does
	Still    func() bool // the button still means what it meant; nil is always
}

// Tell says a sentence to this person.
func (ed *Editor) Tell(sentence string) { ed.Offer(Offer{Sentence: sentence}) }

// Offer says a sentence and offers one thing to do.
func (ed *Editor) Offer(o Offer) {
	if ed.OnOffer != nil {
		ed.OnOffer(o)
	}
}

// OfferUndo says what was done by the last step and offers to take it back, for as long as
// it is the last.
func (ed *Editor) OfferUndo(sentence string) {
	step := ed.steps
	still := func() bool { return ed.steps == step && ed.CanUndo() != "" }
	ed.Offer(Offer{Sentence: sentence, Button: "Undo", Still: still, Do: func() {
		if still() {
			ed.Undo()
		}
	}})
}

// counted says "1 note" or "12 notes", at the beginning of a sentence.
func counted(n int) string {
	if n == 1 {
		return "1 note"
	}
	return fmt.Sprintf("%d notes", n)
}

// manyNotes is how many notes a move takes before it is told with a way back.
const manyNotes = 10
