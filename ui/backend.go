package ui

import (
	"context"
	"time"

	"throughline.app/carry"
	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A Backend is what the screens need of the rest of the program. Its methods may take
// long (disk, network, key stretching): call them off the main goroutine. cmd/throughline
// implements it.
type Backend interface {
	// Methods lists what a workshop can be started from.
	Methods() []MethodCard
	// Library reads the method files anew; SaveMethod writes one of the person's own.
	Library() Library
	SaveMethod(ctx context.Context, name, text string) error
	// Workshops lists the workshops kept on this laptop, the latest first.
	Workshops(ctx context.Context) ([]WorkshopCard, error)
	// Create makes a workshop from a method, or from a recipe of one, and opens it: the name of
	// a [MethodCard], with "#" and the title of a preset behind it for other stages.
	Create(ctx context.Context, method, title string) (Session, error)
	// Open opens a workshop of this laptop.
	Open(ctx context.Context, id string) (Session, error)
	// Join enters a workshop of another laptop by its five words and where it is: "host:port",
	// a link, or "" for the one that is heard of in this room. Waits is told, on a goroutine of
	// its own, while somebody has to let this laptop in: the names of those who may and are
	// here.
	Join(ctx context.Context, words, addr string, waits func(who []string)) (Session, error)
	// LookAround asks the room for workshops and listens from then on. Found lists those that
	// are heard of; OnFound registers f for when the list is another. Call OnFound once.
	LookAround()
	Found() []FoundWorkshop
	OnFound(f func())
	// Search knocks once at every address of this network, because a person asked for it. What
	// it comes upon is in Found. The error says why nothing may be there.
	Search(ctx context.Context, progress func(done, total int)) error
	// OpenFile opens the workshop of a file that was carried here, with what came in; one
	// that is open already gets it and is returned again. Progress is as for ExportPNG.
	OpenFile(ctx context.Context, file string, progress func(float64)) (Session, carry.Digest, error)
	// Profile and SetProfile are the person at this laptop.
	Profile() Profile
	SetProfile(ctx context.Context, p Profile) error
	// Setting and PutSetting keep small choices of the screen, such as the theme.
	Setting(key string) string
	PutSetting(key, value string)
	// Explain turns an error into a sentence and a next step.
	Explain(err error) (sentence, next string)
}

// A Session is one open workshop. Snapshot, Apply and the On… registrations are safe from
// any goroutine; callbacks arrive on goroutines of the session, never on the main one.
type Session interface {
	ID() string
	// Snapshot is the workshop as it is now.
	Snapshot() *workshop.Snapshot
	// Apply commits op as one change and returns what it altered. It is quick (the disk
	// and the network do not make it wait) and may be called on the main goroutine.
	Apply(op workshop.Op) (workshop.Diff, error)
	// Me is the id of the person at this laptop, for the author of notes.
	Me() workshop.PersonID
	// Authors says whose an update is.
	Authors(by []workshop.Maker) []Author
	// History is what this person can take back and bring back, earlier sessions included.
	// It belongs to the main goroutine.
	History() *workshop.History
	// NewID makes a fresh record id.
	NewID() string
	// OnUpdate registers f for every change, local and remote. Call it once.
	OnUpdate(f func(workshop.Update))
	// Share opens the door and returns what to tell people. It may take a second.
	Share(ctx context.Context) (Invitation, error)
	// Diagnose looks at the network, for three seconds at most.
	Diagnose(ctx context.Context) (Diagnosis, error)
	// TellsRoom says whether the network is told the title and this person's name, so that
	// they stand on Home of those around; TellRoom sets it.
	TellsRoom() bool
	TellRoom(ctx context.Context, tell bool) error
	// Door is how the door of a shared workshop stands, and Asking who waits to be let in by
	// this person; OnDoor registers f for when they may have changed.
	Door() Door
	Asking() []Asker
	OnDoor(f func())
	// SetDoor says whom the words let in, "open", "ask" or "shut"; NewWords draws other words.
	SetDoor(mode string) error
	NewWords() error
	// Answer lets those who ask in, or says: not now.
	Answer(letIn bool, ids ...string) error
	// Appoint says what a member is from now on, and whether they may let others in; Remove
	// puts one out.
	Appoint(id, role string, letsIn bool) error
	Remove(id string) error
	// Status is what the top bar says; OnStatus registers f for when it may have changed.
	Status() Status
	OnStatus(f func())
	// Point tells the others where this person is: pointer, selection, what is in the hand; it is
	// limited to 20 a second by the session. Others lists where the others are.
	Point(canvas workshop.CanvasID, p editor.Presence)
	Others() []Cursor
	OnOthers(f func())
	// Watch says that the person only looks on, as at a wall: no cursor is told any more.
	Watch(only bool)
	// Moment is what the room does now, counted down to now; OnMoment registers f for when it
	// is another. MayLead reports whether this person may set it, by the methods that follow.
	Moment() Moment
	OnMoment(f func())
	MayLead() bool
	StartTimer(length time.Duration) error
	PauseTimer() error
	ResumeTimer() error
	AddTime(d time.Duration) error
	StopTimer() error
	Instruct(text string) error
	// Private is what this person has answered to a question that is asked in private, as long as
	// it is on this laptop alone; KeepPrivate keeps it there, and says to the others only that
	// there is one. It is sent by itself when a facilitator shows the answers. Both read the disk.
	Private(p workshop.PollID) string
	KeepPrivate(p workshop.PollID, answer string) error
	// ExportPNG writes a canvas as a picture; scale 1 to 4. Progress is told what part is
	// done, 0 to 1, on the calling goroutine.
	ExportPNG(ctx context.Context, canvas workshop.CanvasID, file string, scale float64, progress func(float64)) error
	// ExportTable writes a canvas as a table, in the format of the file's end: ".xlsx" or
	// ".csv" of its notes, and of a grid ".md", ".html" or ".json" too.
	ExportTable(canvas workshop.CanvasID, file string) error
	// ExportFindings writes what the checks of the workshop find as ".csv" or ".md".
	ExportFindings(file string) error
	// SaveFile writes the workshop with its pictures as one file. Progress is as for ExportPNG.
	SaveFile(ctx context.Context, file string, progress func(float64)) error
	// TakePicture makes raw, a file or what was pasted, a picture that a note can show, and
	// keeps it. It may take seconds: call it off the main goroutine.
	TakePicture(ctx context.Context, raw []byte) (TakenPicture, error)
	// Picture returns the bytes of a picture, or an error while they are not here. It may
	// wait for the disk. OnPicture registers f for pictures that come later.
	Picture(ctx context.Context, sum [32]byte) ([]byte, error)
	OnPicture(f func(sum [32]byte))
	// Close leaves the workshop, after everything is on the disk.
	Close() error
}

// A MethodCard is one way to start a workshop: a method, or a recipe of one.
type MethodCard struct {
	Name    string             // of the method file, "lifecycle", or of a recipe in it, "lifecycle/ninety"
	Title   string             // "Customer lifecycle"
	Summary string             // "stages, value proposition"
	Kind    *method.CanvasKind // of its first canvas, for the stages to choose from; nil for none
	Sketch  *method.CanvasKind // of the canvas that it is about, drawn on its card; nil for none
}

// A Library is the methods that are known here, and what is wrong in the person's own files,
// which lie in Folder.
type Library struct {
	Methods []*method.Method
	Faults  []*method.FileError
	Folder  string
}

// A WorkshopCard is one workshop of this laptop.
type WorkshopCard struct {
	ID        string
	Title     string
	Opened    time.Time
	Notes     int
	People    int
	Thumbnail []byte // PNG, nil if there is none yet
}

// A FoundWorkshop is one that is shared in this room.
type FoundWorkshop struct {
	ID      string   // on this laptop, "" if it was never in it
	Title   string   // "" if it is not told to the network
	Host    string   // who shares it, "" if not told
	Laptops int      // 0 if not known
	Addrs   []string // "host:port", best first; at least one
}

// A Diagnosis is what the Connection doctor says.
type Diagnosis struct {
	Lines []DiagnosisLine
	Next  string // what to do
}

// A DiagnosisLine is one thing that was looked at.
type DiagnosisLine struct {
	What, Value string
	Mark        int // 0 good, 1 unsure, 2 bad
}

// A Profile is the person at this laptop.
type Profile struct {
	Name     string
	Function string // functional area, may be empty
	Hue      string // "#RRGGBB"
}

// An Invitation is what others need to join.
type Invitation struct {
	Words []string // five
	Addr  string   // "192.0.2.17:4717"
	Link  string   // words, address and who answers there, as one text
}

// A Member is a laptop in the workshop, this one not included.
type Member struct {
	ID     string // of the laptop; its [Cursor] has the same
	Name   string
	Hue    string // "#RRGGBB"
	Here   bool   // a live connection to it
	Behind int    // changes that it is known to lack; 0 is in step

	Role   string // one of the roles below, "" if not known
	LetsIn bool   // may let others in

	Person   workshop.PersonID // at it
	Function string            // functional area, as it was when they were let in
	Watching bool              // it only looks on: a wall, an observer
}

// A Moment is what the room does now.
type Moment struct {
	Instruction string        // "" for none
	Length      time.Duration // of the timer, 0 is no timer
	Left        time.Duration // of it, not below 0
	Running     bool
}

// Over reports whether the time is up.
func (m Moment) Over() bool { return m.Length > 0 && m.Running && m.Left == 0 }

// The roles of people in a shared workshop.
const (
	RoleFacilitator = "facilitator"
	RoleParticipant = "participant"
	RoleObserver    = "observer"
	RoleWall        = "wall"
	RoleRemoved     = "removed" // was put out
)

// A Door is how the door of a workshop stands. Mode is "" while it is not shared.
type Door struct {
	Mode  string    // "open", "ask" or "shut"
	Until time.Time // when an open door begins to ask; zero is never
	Tried string    // whose laptop takes no words for a while, after too many wrong ones; "" nobody's
	Words []string
	Addr  string
	Link  string
	Lead  bool // this person may change all this
	LetIn bool // this person may let in who asks
}

// An Asker is somebody who waits to be let in.
type Asker struct {
	ID       string
	Name     string
	Hue      string
	Function string
	Role     string
}

// A Status is how the workshop stands on this laptop.
type Status struct {
	Members  []Member
	Saved    bool   // everything written here is on the disk
	Loading  bool   // the document is still loading behind the view
	Sharing  bool   // the door is open
	Role     string // of this person
	Removed  string // who put this laptop out of the workshop, "" nobody
	Trouble  string // a sentence, "" when all is well
	NextStep string // what to do about Trouble
}

// An Author is somebody who made a change, and who vouches for it where that is somebody else.
type Author struct {
	Person  workshop.PersonID
	Through workshop.PersonID // "" the person
}

// A Cursor is where another person is: pointer, selection, what is in the hand, what is seen.
type Cursor struct {
	ID     string // of the laptop
	Name   string
	Hue    string
	Canvas workshop.CanvasID
	editor.Presence
}
