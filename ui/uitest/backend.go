package uitest

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"throughline.app/carry"
	"throughline.app/method"
	"throughline.app/ui"
)

// ErrWords is what Join returns for other words than those of [Backend.Words].
var ErrWords = errors.New("uitest: other words")

// A Backend keeps everything in memory. Fill its fields before it is used.
type Backend struct {
	LetIn chan struct{} // if not nil, Join waits for it as at a door that asks

	Cards    []ui.WorkshopCard
	Starts   []ui.MethodCard
	Shelf    ui.Library // what Library returns
	Words    string     // what opens the door
	Delay    time.Duration
	Gate     chan struct{} // if not nil, Open waits until it is closed
	Disk     chan struct{} // if not nil, PutSetting waits until it is closed
	Failure  error         // returned by Workshops, Create and Open
	Sessions map[string]*Session
	Came     carry.Digest // what OpenFile returns
	Sentence map[error][2]string

	Near  []ui.FoundWorkshop // what Found lists; set it by Hear once the screens are there
	Apart error              // what Search returns

	mu                sync.Mutex
	onFound           func()
	profile           ui.Profile
	settings          map[string]string
	joined            []string
	opened            int
	putting, together int
}

// New makes a backend with one method and no workshops.
func New() *Backend {
	return &Backend{
		Starts:   []ui.MethodCard{{Name: "lifecycle", Title: "Customer lifecycle", Summary: "stages, value proposition", Sketch: &method.CanvasKind{Stages: make([]string, 5)}}},
		Words:    "abandoned bagpipe jobholder wristwatch yodel",
		Sessions: make(map[string]*Session),
		Sentence: map[error][2]string{ErrWords: {"These words do not open this workshop.", "Ask for the words that are on the wall now."}},
		settings: make(map[string]string),
		profile:  ui.Profile{Hue: "#C2410C"},
	}
}

func (b *Backend) pause(ctx context.Context) error {
	if b.Delay > 0 {
		select {
		case <-time.After(b.Delay):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return b.Failure
}

// Methods implements [ui.Backend].
func (b *Backend) Methods() []ui.MethodCard {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Starts
}

// Library implements [ui.Backend].
func (b *Backend) Library() ui.Library {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Shelf
}

// SaveMethod implements [ui.Backend]: the method joins the library and the cards.
func (b *Backend) SaveMethod(_ context.Context, name, text string) error {
	m, err := method.Parse(name+".toml", text)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.Shelf.Methods) == 0 {
		if b.Shelf.Methods, err = method.Embedded(); err != nil {
			return err
		}
	}
	b.Shelf.Methods = append(slices.Clone(b.Shelf.Methods), m)
	b.Starts = append(slices.Clone(b.Starts), ui.MethodCard{Name: m.Name, Title: m.Title, Summary: m.Summary, Kind: m.Begins()[0], Sketch: m.Begins()[0]})
	return nil
}

// Workshops implements [ui.Backend].
func (b *Backend) Workshops(context.Context) ([]ui.WorkshopCard, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.Cards), b.Failure
}

// Create implements [ui.Backend].
func (b *Backend) Create(ctx context.Context, method, title string) (ui.Session, error) {
	if err := b.pause(ctx); err != nil {
		return nil, err
	}
	s := NewSession(method+"-new", title)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Sessions[s.ID()] = s
	b.Cards = append([]ui.WorkshopCard{{ID: s.ID(), Title: title, Opened: time.Now(), People: 1}}, b.Cards...)
	return s, nil
}

// Open implements [ui.Backend].
func (b *Backend) Open(ctx context.Context, id string) (ui.Session, error) {
	if err := b.pause(ctx); err != nil {
		return nil, err
	}
	if b.Gate != nil {
		<-b.Gate
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.opened++
	s := b.Sessions[id]
	if s == nil {
		return nil, errors.New("uitest: no such workshop")
	}
	return s, nil
}

// Opened is how often Open was answered.
func (b *Backend) Opened() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.opened
}

// Join implements [ui.Backend].
func (b *Backend) Join(ctx context.Context, words, addr string, waits func([]string)) (ui.Session, error) {
	if err := b.pause(ctx); err != nil {
		return nil, err
	}
	if b.LetIn != nil {
		waits([]string{"Ana"})
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-b.LetIn:
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.joined = append(b.joined, words+" at "+addr)
	if words != b.Words {
		return nil, ErrWords
	}
	s := NewSession("joined", "Joined workshop")
	b.Sessions["joined"] = s
	return s, nil
}

// LookAround implements [ui.Backend].
func (b *Backend) LookAround() {}

// Found implements [ui.Backend].
func (b *Backend) Found() []ui.FoundWorkshop {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.Near)
}

// OnFound implements [ui.Backend].
func (b *Backend) OnFound(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.onFound = f
}

// Hear makes all what is shared in the room.
func (b *Backend) Hear(all ...ui.FoundWorkshop) {
	b.mu.Lock()
	b.Near = all
	tell := b.onFound
	b.mu.Unlock()
	tell()
}

// Search implements [ui.Backend].
func (b *Backend) Search(_ context.Context, progress func(done, total int)) error {
	progress(127, 254)
	return b.Apart
}

// Joined lists what Join was called with: "words at addr".
func (b *Backend) Joined() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.joined)
}

// OpenFile implements [ui.Backend]: the file's name without its ending is the session's id,
// and what came is [Backend.Came].
func (b *Backend) OpenFile(ctx context.Context, file string, _ func(float64)) (ui.Session, carry.Digest, error) {
	s, err := b.Open(ctx, strings.TrimSuffix(filepath.Base(file), carry.Ending))
	return s, b.Came, err
}

// Profile implements [ui.Backend].
func (b *Backend) Profile() ui.Profile {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.profile
}

// SetProfile implements [ui.Backend].
func (b *Backend) SetProfile(_ context.Context, p ui.Profile) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.profile = p
	return nil
}

// Setting implements [ui.Backend].
func (b *Backend) Setting(key string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.settings[key]
}

// PutSetting implements [ui.Backend].
func (b *Backend) PutSetting(key, value string) {
	b.mu.Lock()
	b.putting++
	b.together = max(b.together, b.putting)
	b.mu.Unlock()
	if b.Disk != nil {
		<-b.Disk
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.putting--
	b.settings[key] = value
}

// Together is how many settings were being put at once, at most.
func (b *Backend) Together() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.together
}

// Explain implements [ui.Backend].
func (b *Backend) Explain(err error) (sentence, next string) {
	for known, said := range b.Sentence {
		if errors.Is(err, known) {
			return said[0], said[1]
		}
	}
	return "Something went wrong here.", "Your notes are safe on this laptop. Try again."
}
