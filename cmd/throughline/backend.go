package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"throughline.app/carry"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/method"
	"throughline.app/sync/lan"
	"throughline.app/ui"
	"throughline.app/workshop"
)

// A backend is the laptop as the screens see it.
type backend struct {
	laptop *laptop.Laptop
	log    interface{ Warn(string, ...any) }
}

var _ ui.Backend = (*backend)(nil)

func (b *backend) Methods() []ui.MethodCard {
	var cards []ui.MethodCard
	for _, m := range b.laptop.Methods() {
		card := ui.MethodCard{Name: m.Name, Title: m.Title, Summary: m.Summary}
		if begins := m.Begins(); len(begins) > 0 {
			card.Kind, card.Sketch = begins[0], begins[0]
		}
		cards = append(cards, card)
	}
	for _, m := range b.laptop.Methods() {
		for _, r := range m.Recipes {
			cards = append(cards, ui.MethodCard{Name: r.ID, Title: r.Title, Summary: r.Summary, Sketch: aboutKind(m, r)})
		}
	}
	return cards
}

// aboutKind is the kind of canvas that a recipe adds to those that every workshop begins with: the
// first of whose pictures it takes along at its end. Where it adds none it is about those.
func aboutKind(m *method.Method, r *method.Recipe) *method.CanvasKind {
	begins := m.Begins()
	for _, id := range r.Export {
		if at := slices.IndexFunc(m.Kinds, func(k *method.CanvasKind) bool { return k.ID == id }); at >= 0 && !slices.Contains(begins, m.Kinds[at]) {
			return m.Kinds[at]
		}
	}
	if len(begins) == 0 {
		return nil
	}
	return begins[0]
}

func (b *backend) Library() ui.Library {
	if err := b.laptop.ReadMethods(); err != nil {
		b.log.Warn("read methods", "err", err)
	}
	return ui.Library{Methods: b.laptop.Methods(), Faults: b.laptop.MethodFaults(), Folder: b.laptop.MethodFolder()}
}

func (b *backend) SaveMethod(_ context.Context, name, text string) error {
	return b.laptop.SaveMethod(name, text)
}

func (b *backend) Workshops(ctx context.Context) ([]ui.WorkshopCard, error) {
	all, err := b.laptop.Workshops(ctx)
	if err != nil {
		return nil, err
	}
	cards := make([]ui.WorkshopCard, len(all))
	for i, w := range all {
		cards[i] = ui.WorkshopCard{
			ID: w.ID, Title: w.Title, Opened: w.Opened, Notes: w.Notes, People: w.People, Thumbnail: w.Thumbnail,
		}
	}
	return cards, nil
}

func (b *backend) Create(ctx context.Context, method, title string) (ui.Session, error) {
	return session(b.laptop.Create(ctx, method, title))
}

func (b *backend) Open(ctx context.Context, id string) (ui.Session, error) {
	return session(b.laptop.Open(ctx, id, laptop.Networked))
}

func (b *backend) Join(ctx context.Context, words, addr string, waits func([]string)) (ui.Session, error) {
	return session(b.laptop.Enter(ctx, laptop.Entry{Words: words, At: addr, OnWait: waits}))
}

func (b *backend) LookAround() { b.laptop.LookAround() }

func (b *backend) OnFound(f func()) { b.laptop.OnFound(f) }

func (b *backend) Found() []ui.FoundWorkshop {
	var all []ui.FoundWorkshop
	for _, f := range b.laptop.Found() {
		all = append(all, ui.FoundWorkshop{ID: f.ID, Title: f.Title, Host: f.Host, Laptops: f.Laptops, Addrs: f.Addrs})
	}
	return all
}

func (b *backend) Search(ctx context.Context, progress func(done, total int)) error {
	return b.laptop.Search(ctx, progress)
}

func (b *backend) OpenFile(ctx context.Context, file string, progress func(float64)) (ui.Session, carry.Digest, error) {
	r, came, err := b.laptop.OpenFile(ctx, file, laptop.Networked, progress)
	s, err := session(r, err)
	return s, came, err
}

func (b *backend) Profile() ui.Profile {
	p := b.laptop.Profile(context.Background())
	if p.Name == "" {
		p.Name = laptop.SystemName()
	}
	return ui.Profile(p)
}

func (b *backend) SetProfile(ctx context.Context, p ui.Profile) error {
	return b.laptop.SetProfile(ctx, laptop.Profile(p))
}

func (b *backend) Setting(key string) string {
	v, err := b.laptop.Setting(context.Background(), "screen."+key)
	if err != nil {
		b.log.Warn("reading a setting", "key", key, "err", err)
	}
	return v
}

func (b *backend) PutSetting(key, value string) {
	if err := b.laptop.PutSetting(context.Background(), "screen."+key, value); err != nil {
		b.log.Warn("keeping a setting", "key", key, "err", err)
	}
}

func (b *backend) Explain(err error) (sentence, next string) { return explain(err) }

// A roomSession is an open workshop as the screens see it.
type roomSession struct {
	*laptop.Room
}

var _ ui.Session = (*roomSession)(nil)

func session(r *laptop.Room, err error) (ui.Session, error) {
	if err != nil {
		return nil, err
	}
	return &roomSession{Room: r}, nil
}

func (s *roomSession) NewID() string { return laptop.NewID() }

func (s *roomSession) Share(ctx context.Context) (ui.Invitation, error) {
	inv, err := s.Room.Share(ctx)
	return ui.Invitation{Words: strings.Fields(inv.Words), Addr: inv.Addr, Link: inv.Link}, err
}

func (s *roomSession) Diagnose(ctx context.Context) (ui.Diagnosis, error) {
	d, err := s.Room.Diagnose(ctx)
	lines, next := roomLines(d)
	out := ui.Diagnosis{Next: next}
	for _, l := range lines {
		out.Lines = append(out.Lines, ui.DiagnosisLine{What: l.what, Value: l.value, Mark: int(l.mark)})
	}
	return out, err
}

func (s *roomSession) Status() ui.Status {
	st := s.Room.Status()
	out := ui.Status{Saved: st.Unsaved == 0, Loading: st.Loading, Sharing: st.Sharing, Role: st.Role, Removed: st.Removed}
	for _, m := range st.Members {
		out.Members = append(out.Members, ui.Member{
			ID: m.ID, Name: m.Name, Hue: m.Hue, Here: m.Here, Behind: m.Behind, Person: m.Person, Watching: m.Watching,
			Function: m.Function, Role: m.Role, LetsIn: m.LetsIn,
		})
	}
	if st.Trouble != nil {
		out.Trouble, out.NextStep = explain(st.Trouble)
	} else if f := s.foul(st); f != "" {
		out.Trouble, out.NextStep = f, "If it goes on, remove that person from the workshop: Share, behind their name."
	}
	return out
}

// foulFor is how long whoever leads the workshop is told of changes that were refused.
const foulFor = 5 * time.Minute

// foul is the last foul play, for whoever leads the workshop.
func (s *roomSession) foul(st laptop.Status) string {
	for _, f := range slices.Backward(st.Refused) {
		if f.Foul() && s.MayLead() && time.Since(f.Last) < foulFor {
			return f.Sentence()
		}
	}
	return ""
}

// Authors implements [ui.Session].
func (s *roomSession) Authors(by []workshop.Maker) []ui.Author {
	var all []ui.Author
	for _, h := range s.Room.Authors(by) {
		all = append(all, ui.Author(h))
	}
	return all
}

// Moment implements [ui.Session].
func (s *roomSession) Moment() ui.Moment {
	m := s.Room.Moment()
	return ui.Moment{Instruction: m.Instruction, Length: m.Length, Left: m.Left, Running: m.Running}
}

// TakePicture implements [ui.Session].
func (s *roomSession) TakePicture(ctx context.Context, raw []byte) (ui.TakenPicture, error) {
	m, taken, err := s.Room.TakePicture(ctx, raw)
	return ui.TakenPicture{Image: m, FromW: taken.FromW, FromH: taken.FromH}, err
}

// Apply implements [ui.Session]; taking back is told apart by the Op.
func (s *roomSession) Apply(op workshop.Op) (workshop.Diff, error) {
	if _, undo := op.(workshop.Revert); undo {
		return s.Room.ApplyUndo(op)
	}
	return s.Room.Apply(op)
}

// Door implements [ui.Session].
func (s *roomSession) Door() ui.Door {
	d, shared := s.Room.Door()
	if !shared {
		return ui.Door{}
	}
	out := ui.Door{
		Mode: d.Mode.String(), Until: d.Until, Tried: d.Shut, Words: strings.Fields(d.Words), Addr: d.Addr, Link: d.Link, Lead: d.Lead, LetIn: d.LetIn,
	}
	if d.Tried && d.Lead {
		out.Tried = s.Room.MyName()
	}
	return out
}

// Asking implements [ui.Session].
func (s *roomSession) Asking() []ui.Asker {
	var all []ui.Asker
	for _, a := range s.Room.Asking() {
		all = append(all, ui.Asker(a))
	}
	return all
}

// SetDoor implements [ui.Session].
func (s *roomSession) SetDoor(mode string) error {
	m, _ := lan.ParseMode(mode)
	return s.Room.SetDoor(m)
}

// Answer implements [ui.Session].
func (s *roomSession) Answer(letIn bool, ids ...string) error {
	if letIn {
		return s.Room.LetIn(ids...)
	}
	return s.Room.TurnAway(ids...)
}
