package workshop

import "hash/fnv"

// Meta is the workshop's own record; there is one.
type Meta struct {
	Title       string
	Method      string // file name of the method that it was started from, without extension
	Legend      Keyed  // what each note colour means here, by [Color]; see [Meta.Meaning]
	Colours     string // "functions": the meanings are functional areas; see [Meta.ColoursAreFunctions]
	ExpectedSet Keyed  // functional areas that should be in the room; see [Snapshot.Expected]
	SameWords   Keyed  // see [Meta.Same]
	Recipe      string // "method/recipe" that the workshop follows, "" for none
	Step        string // key of the recipe's step that the room is at, "" for none
	Asked       string // what everybody is asked beside writing: [Validation], or nothing
	DoneSet     Keyed  // steps of the recipe that are done, by their keys
	RevealedSet Keyed  // polls whose answers are shown, by id; see [Snapshot.PollIsShown]
}

// Meaning is what a note colour means in this workshop, "" if nobody said so.
func (m *Meta) Meaning(c Color) string { return m.Legend.Get(string(c)) }

// A Canvas is one surface of the workshop.
type Canvas struct {
	ID       CanvasID
	Title    string
	Kind     string   // canvas kind, as the method file names it: "lifecycle/canvas"
	Header   string   // collaborative text above the canvas: the value proposition
	Order    string   // order key among canvases
	Of       StageID  // the stage of another canvas that this one opens up; "" for a canvas of its own
	From     CanvasID // the canvas that this one is a variant of, "" for none
	Serves   Keyed    // of a journey: the further stages that it serves, by id
	Views    Keyed    // what is computed and drawn on it, see [Canvas.Shows]
	Brackets Keyed    // from which stage to which it is seen to reach, "stage/stage", by who sees it so
	Gone     bool
}

// A Stage is a column of a canvas.
type Stage struct {
	ID     StageID
	Canvas CanvasID
	Name   string
	Order  string  // order key among the canvas's stages
	Width  float64 // of its column at least, canvas units up to [MaxColumn]; 0 is as wide as its notes need
	From   StageID // the stage of the canvas that its own is a variant of, "" for none
	Into   StageID // where its notes are shown while it is gone; see [Snapshot.StageOf]
	Below  Below   // how far down in each lane of that stage they begin
	Gone   bool    // removed or merged; without Into its notes are shown on the Unplaced shelf
}

// A Lane is a row of a canvas.
type Lane struct {
	ID     LaneID
	Canvas CanvasID
	Key    string // lane of the method file that gives prompt, card kind and tint; "" if a person made it
	Name   string
	Order  string // order key among the canvas's lanes
	Color  Color  // of new notes; "" is the card's of its Key
	Into   LaneID // as for a stage
	Below  Below  // as for a stage, in each stage of that lane
	Gone   bool
}

// A Note is a sticky note: a few words by one person at one place.
type Note struct {
	ID       NoteID
	Place    Place
	Text     string // collaborative text, at most [MaxText] characters
	Color    Color
	Author   PersonID
	Kind     string // card kind, by its region when it was written
	Function string // functional area that it concerns or comes from; see [Snapshot.FunctionsOf]
	AreaSet  Keyed  // more of them, by a hash of [FunctionKey]; see [Note.OwnFunctions]
	Category CategoryID
	Order    string // order key for what lies on top; ties by ID
	Gone     string // hash of the text that was deleted, see [Note.Deleted]
	Size     NoteSize
	Shape    Shape
	TagSet   Keyed      // words by [TagKey]; see [Note.Tags]
	Lock     string     // set: see [Note.Locked]
	Image    string     // the picture that it shows, see [Note.Picture]
	Put      Keyed      // each person's last word on where it belongs, see [Snapshot.Contested]
	Sorted   CategoryID // where a proposal put it; a person has not said otherwise while Category is the same
	Heard    string     // whose words that proposal had heard, see [Snapshot.CategoryOf]
	TypedSet Keyed      // what its card kind asks for, see [Note.Typed]
	Shown    Keyed      // further places, by canvas, see [Note.PlaceOn]
}

// Locked reports whether the note stays as it is: ops that move, recolour, restack or
// delete notes skip it until it is unlocked. What somebody writes on it while it is being
// locked is kept all the same.
func (n *Note) Locked() bool { return n.Lock != "" }

// Deleted reports whether the note is gone. A deletion remembers which text it deleted:
// if somebody typed on at the same time the text is another one, and the note stays.
func (n *Note) Deleted() bool { return n.Gone != "" && n.Gone == TextHash(n.Text) }

// Rescued reports whether somebody deleted the note while somebody else was writing on
// it. It stays, and is shown marked.
func (n *Note) Rescued() bool { return n.Gone != "" && !n.Deleted() }

// A NoteSize is the least size of a note: it grows with its text.
type NoteSize string

// The sizes of a note.
const (
	Small  NoteSize = ""
	Medium NoteSize = "medium"
	Large  NoteSize = "large"
)

// NoteSizes lists the sizes from the smallest.
func NoteSizes() []NoteSize { return []NoteSize{Small, Medium, Large} }

// Known reports whether s is one of [NoteSizes]. Others, of a later version, are shown
// as [Small].
func (s NoteSize) Known() bool { return s == Small || s == Medium || s == Large }

// A Shape is what a note is drawn as.
type Shape string

// The shapes of a note.
const (
	Sticky Shape = ""
	Words  Shape = "text" // words on the paper, without a sheet
)

// A Person is somebody who takes part.
type Person struct {
	ID       PersonID
	Name     string
	Function string // functional area: Sales, Network, Finance …
	Hue      string // colour of avatar and cursor, "#RRGGBB"
}

// A Color is the name of a note's colour. Each has a glyph too, so that colour never
// carries meaning alone.
type Color string

// The note colours.
const (
	Yellow Color = "yellow"
	Coral  Color = "coral"
	Green  Color = "green"
	Blue   Color = "blue"
	Violet Color = "violet"
	Grey   Color = "grey"
)

// Colors lists the note colours in the order in which they are offered.
func Colors() []Color { return []Color{Yellow, Coral, Green, Blue, Violet, Grey} }

// Known reports whether c is one of [Colors].
func (c Color) Known() bool {
	switch c {
	case Yellow, Coral, Green, Blue, Violet, Grey:
		return true
	}
	return false
}

// Hues lists the colours of avatars and cursors that people choose from, "#RRGGBB". White
// text on each has a contrast of 4.5:1 or more.
func Hues() []string {
	return []string{"#C2410C", "#1D4ED8", "#7C3AED", "#0F766E", "#BE185D", "#4D7C0F", "#B45309", "#475569"}
}

// HueOf is the hue of a person who has not chosen one, the same on every laptop.
func HueOf(id PersonID) string {
	h := fnv.New32a()
	h.Write([]byte(id))
	hues := Hues()
	return hues[h.Sum32()%uint32(len(hues))]
}
