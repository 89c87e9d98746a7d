package proposing

import (
	"fmt"

	"throughline.app/ui/panel"
	"throughline.app/ui/proposal"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// marks are what stands at the corner of notes that say nearly the same: how many.
func (p *Preview) marks() map[workshop.NoteID]string {
	all := make(map[workshop.NoteID]string)
	for _, stack := range p.draft.Stacks() {
		for _, id := range stack {
			all[id] = fmt.Sprint("×", len(stack))
		}
	}
	return all
}

// mostStacks is how many stacks are listed.
const mostStacks = 8

// stacks lists the notes that say nearly the same, as stacks with a count; one that is
// clicked fans out, in the panel and on the canvas.
func (v *pane) stacks(d *proposal.Draft) {
	all := d.Stacks()
	if len(all) == 0 {
		return
	}
	v.add(panel.Inset(6, 0, 0, 0, panel.Bold(say.Copies, theme.TextBody)))
	for _, stack := range all[:min(mostStacks, len(all))] {
		top := d.Note(stack[0])
		content := panel.Column(3, panel.Text("“"+brief(top.Text, 90)+"”", theme.TextLabel, theme.Ink).Elided())
		open := v.p.fanned == stack[0]
		if open {
			for _, id := range stack[1:] {
				content.Add(panel.Text("“"+brief(d.Note(id).Text, 90)+"”", theme.TextSmall, theme.SoftInk).Elided())
			}
		}
		content.Add(panel.Text(say.Stacked(len(stack)), theme.TextSmall, theme.Quiet).Elided())
		card := panel.NewCard(top.Text, panel.Inset(8, 8, 11, 11, content), func() { v.p.fan(stack) })
		card.First = open
		v.key("stack "+string(stack[0]), card)
		v.add(card)
	}
	if more := len(all) - mostStacks; more > 0 {
		v.add(panel.Text(say.AndMore(more), theme.TextSmall, theme.Quiet))
	}
}

// fan selects the notes of a stack and lets them stand out; again it lays them together.
func (p *Preview) fan(stack []workshop.NoteID) {
	ed := p.o.Editor()
	if p.fanned == stack[0] {
		p.fanned = ""
		ed.Select()
		p.light(nil)
	} else {
		p.fanned = stack[0]
		lit := make(map[workshop.NoteID]bool, len(stack))
		for _, id := range stack {
			lit[id] = true
		}
		p.moving = true
		ed.Select(stack...)
		p.moving = false
		p.focus = ""
		p.pane.tell()
		p.light(lit)
	}
	p.later()
}

// fanNext fans out the stack of the selected note, or the next of all.
func (p *Preview) fanNext() {
	all := p.draft.Stacks()
	if stack := p.draft.Stack(p.focus); stack != nil {
		p.fan(stack)
		return
	}
	next := 0
	for i, stack := range all {
		if stack[0] == p.fanned {
			next = (i + 1) % len(all)
		}
	}
	p.fanned = ""
	p.fan(all[next])
}
