package uitest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"sync"
	"time"

	"throughline.app/editor"
	"throughline.app/ui"
	"throughline.app/workshop"
)

// A Session is a workshop in memory.
type Session struct {
	Refuse  error // what TakePicture returns
	Follows bool  // the person may not set what the room does

	id      string
	history workshop.History

	mu       sync.Mutex
	pictures map[[32]byte][]byte
	snapshot *workshop.Snapshot
	status   ui.Status
	others   []ui.Cursor
	next     int
	closed   bool
	closes   int
	tells    bool
	update   func(workshop.Update)
	changed  func()
	moved    func()
	doors    doors
	moment   ui.Moment
	onMoment func()
	watches  bool
	private  map[workshop.PollID]string
}

// NewSession makes a workshop with one lifecycle canvas.
func NewSession(id, title string) *Session {
	s := &Session{id: id, snapshot: &workshop.Snapshot{}, status: ui.Status{Saved: true}}
	s.must(workshop.Begin{Title: title, Method: "lifecycle"})
	add := workshop.AddCanvas{Canvas: workshop.Canvas{ID: "canvas1", Title: "Customer lifecycle", Kind: "lifecycle/canvas",
		Header: "Fibre that a five-person firm can order on Monday and rely on by Friday, with one human who owns the switch."}}
	for i, name := range []string{"Awareness", "Acquisition", "Onboarding", "Retention", "Advocacy"} {
		add.Stages = append(add.Stages, workshop.Stage{ID: workshop.StageID(fmt.Sprintf("stage%d", i)), Name: name, Order: fmt.Sprint("a", i)})
	}
	for i, lane := range [][2]string{{"actions", "Customer actions"}, {"frontstage", "Frontstage"}, {"backstage", "Backstage"}, {"opportunities", "Opportunities"}} {
		add.Lanes = append(add.Lanes, workshop.Lane{ID: workshop.LaneID(fmt.Sprintf("lane%d", i)), Key: lane[0], Name: lane[1], Order: fmt.Sprint("a", i)})
	}
	s.must(add)
	return s
}

func (s *Session) must(op workshop.Op) {
	if _, err := s.Apply(op); err != nil {
		panic(err)
	}
}

// ID implements [ui.Session].
func (s *Session) ID() string { return s.id }

// Snapshot implements [ui.Session].
func (s *Session) Snapshot() *workshop.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.snapshot
}

// Apply implements [ui.Session].
func (s *Session) Apply(op workshop.Op) (workshop.Diff, error) { return s.apply(op, workshop.Local) }

// Receive applies op as if a colleague had. By are those who did, if that is to be known: Actor
// is the person, and From who vouches.
func (s *Session) Receive(op workshop.Op, by ...workshop.Maker) (workshop.Diff, error) {
	return s.apply(op, workshop.Remote, by...)
}

// Authors implements [ui.Session].
func (s *Session) Authors(by []workshop.Maker) []ui.Author {
	var all []ui.Author
	for _, m := range by {
		all = append(all, ui.Author{Person: workshop.PersonID(m.Actor), Through: workshop.PersonID(m.From)})
	}
	return all
}

func (s *Session) apply(op workshop.Op, origin workshop.Origin, by ...workshop.Maker) (workshop.Diff, error) {
	s.mu.Lock()
	d, err := op.Plan(s.snapshot)
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	s.snapshot = s.snapshot.With(d)
	u, tell := workshop.Update{Snapshot: s.snapshot, Diff: d, Origin: origin, At: time.Now().UnixNano(), By: by}, s.update
	s.mu.Unlock()
	if tell != nil {
		done := make(chan struct{})
		go func() { defer close(done); tell(u) }()
		<-done
	}
	return d, nil
}

// Diagnose implements [ui.Session].
func (s *Session) Diagnose(context.Context) (ui.Diagnosis, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	here := 1
	for _, m := range s.status.Members {
		if m.Here {
			here++
		}
	}
	return ui.Diagnosis{Next: "All is well.", Lines: []ui.DiagnosisLine{{What: "Laptops can see each other", Value: fmt.Sprintf("%d of %d", here, len(s.status.Members)+1)}}}, nil
}

// TellsRoom implements [ui.Session].
func (s *Session) TellsRoom() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tells
}

// TellRoom implements [ui.Session].
func (s *Session) TellRoom(_ context.Context, tell bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tells = tell
	return nil
}

// Me implements [ui.Session].
func (s *Session) Me() workshop.PersonID { return "me" }

// History implements [ui.Session].
func (s *Session) History() *workshop.History { return &s.history }

// NewID implements [ui.Session].
func (s *Session) NewID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next++
	return fmt.Sprintf("%012d", s.next)
}

// OnUpdate implements [ui.Session].
func (s *Session) OnUpdate(f func(workshop.Update)) { s.mu.Lock(); s.update = f; s.mu.Unlock() }

// Share implements [ui.Session].
func (s *Session) Share(context.Context) (ui.Invitation, error) {
	s.SetStatus(func(st *ui.Status) { st.Sharing = true })
	return ui.Invitation{Words: []string{"abandoned", "bagpipe", "jobholder", "wristwatch", "yodel"}, Addr: "192.0.2.17:4717"}, nil
}

// Status implements [ui.Session].
func (s *Session) Status() ui.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

// SetStatus alters the status and tells of it.
func (s *Session) SetStatus(alter func(*ui.Status)) {
	s.mu.Lock()
	alter(&s.status)
	tell := s.changed
	s.mu.Unlock()
	if tell != nil {
		tell()
	}
}

// OnStatus implements [ui.Session].
func (s *Session) OnStatus(f func()) { s.mu.Lock(); s.changed = f; s.mu.Unlock() }

// Point implements [ui.Session].
func (s *Session) Point(workshop.CanvasID, editor.Presence) {}

// Others implements [ui.Session].
func (s *Session) Others() []ui.Cursor {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.others
}

// SetOthers moves the cursors of the others and tells of it.
func (s *Session) SetOthers(cursors []ui.Cursor) {
	s.mu.Lock()
	s.others = cursors
	tell := s.moved
	s.mu.Unlock()
	if tell != nil {
		tell()
	}
}

// OnOthers implements [ui.Session].
func (s *Session) OnOthers(f func()) { s.mu.Lock(); s.moved = f; s.mu.Unlock() }

// ExportPNG implements [ui.Session]: it writes an empty file.
func (s *Session) ExportPNG(_ context.Context, _ workshop.CanvasID, file string, _ float64, progress func(float64)) error {
	progress(1)
	return os.WriteFile(file, nil, 0o600)
}

// ExportTable implements [ui.Session]: it writes an empty file.
func (s *Session) ExportTable(_ workshop.CanvasID, file string) error {
	return os.WriteFile(file, nil, 0o600)
}

// ExportFindings implements [ui.Session]: it writes an empty file.
func (s *Session) ExportFindings(file string) error { return os.WriteFile(file, nil, 0o600) }

// SaveFile implements [ui.Session]: it writes an empty file.
func (s *Session) SaveFile(_ context.Context, file string, progress func(float64)) error {
	progress(1)
	return os.WriteFile(file, nil, 0o600)
}

// TakePicture implements [ui.Session]. The bytes stay as they are, and count as 40 × 30
// pixels that were 80 × 60.
func (s *Session) TakePicture(_ context.Context, raw []byte) (ui.TakenPicture, error) {
	if s.Refuse != nil {
		return ui.TakenPicture{}, s.Refuse
	}
	sum := sha256.Sum256(raw)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pictures == nil {
		s.pictures = make(map[[32]byte][]byte)
	}
	s.pictures[sum] = raw
	return ui.TakenPicture{Image: workshop.Image{Sum: sum, W: 40, H: 30}, FromW: 80, FromH: 60}, nil
}

// Picture implements [ui.Session].
func (s *Session) Picture(_ context.Context, sum [32]byte) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.pictures[sum]; b != nil {
		return b, nil
	}
	return nil, os.ErrNotExist
}

// OnPicture implements [ui.Session].
func (s *Session) OnPicture(func(sum [32]byte)) {}

// Close implements [ui.Session].
func (s *Session) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.closes++
	return nil
}

// Closes is how often Close was called.
func (s *Session) Closes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closes
}

// Closed reports whether the session was closed.
func (s *Session) Closed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}
