package laptop

import (
	"throughline.app/sync/presence"
	"throughline.app/workshop"
)

// Status is how the workshop stands on this laptop.
type Status struct {
	Members []Member
	Unsaved int // changes that are not on the disk yet
	Loading bool
	Sharing bool
	Trouble error
	Role    string    // of the person at this laptop
	Removed string    // who put this laptop out, "" nobody
	Refused []Refused // changes that were not taken in since the workshop was opened, the latest last
}

// Status returns how things stand now.
func (r *Room) Status() Status {
	st := Status{Unsaved: r.doc.Unsaved(), Role: r.MyRole(), Removed: r.Removed(), Refused: r.rights.all()}
	select {
	case <-r.doc.Ready():
	default:
		st.Loading = true
	}
	r.mu.Lock()
	if st.Trouble = r.trouble; st.Trouble == nil {
		st.Trouble = r.damage
	}
	r.mu.Unlock()
	if st.Trouble == nil {
		st.Trouble = r.album.trouble()
	}
	if r.net != nil {
		st.Members, st.Sharing = r.net.members(), r.net.sharing()
	}
	return st
}

// OnUpdate registers f for every change of the document, local and remote.
func (r *Room) OnUpdate(f func(workshop.Update)) { r.set(func() { r.onUpdate = f }) }

// OnMember registers f for laptops that come and go.
func (r *Room) OnMember(f func(Member)) { r.set(func() { r.onMember = f }) }

// OnStatus registers f for when [Room.Status] may have changed.
func (r *Room) OnStatus(f func()) { r.set(func() { r.onStatus = f }) }

// OnOthers registers f for when [Room.Others] changed.
func (r *Room) OnOthers(f func()) { r.set(func() { r.onOthers = f }) }

func (r *Room) set(do func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	do()
}

func (r *Room) updated(u workshop.Update) {
	r.mu.Lock()
	f := r.onUpdate
	r.mu.Unlock()
	if f != nil {
		f(u)
	}
}

func (r *Room) statusChanged() {
	r.tell.say(func() {
		r.mu.Lock()
		f := r.onStatus
		r.mu.Unlock()
		if f != nil {
			f()
		}
	})
}

func (r *Room) setTrouble(err error) {
	due := false
	r.set(func() {
		r.trouble = err
		if due = r.cardDue && err == nil; due {
			r.cardDue = false
		}
	})
	if due {
		r.tell.say(func() { r.firstCard(r.ctx) }) // not here, on the goroutine of the journal
	}
	if err == nil {
		r.tell.say(r.album.again)
	}
	r.statusChanged()
}

// Others returns where the others point.
func (r *Room) Others() []presence.State {
	if r.net == nil {
		return nil
	}
	return r.net.others.table.Others()
}

// Point tells the others where this person is; name and colour are filled in.
func (r *Room) Point(s presence.State) {
	if r.net != nil {
		r.net.point(s)
	}
}
