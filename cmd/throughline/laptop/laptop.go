package laptop

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"throughline.app/crdt"
	"throughline.app/storage"
	"throughline.app/sync/lan"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

var (
	// ErrUnsaved says that the disk did not take what was written last, to the very end.
	ErrUnsaved = errors.New("the last changes are not saved")
	// ErrNoFolder says that the disk kept the data folder from being opened.
	ErrNoFolder = errors.New("the data folder cannot be opened")
)

// Options are what a laptop does not decide itself.
type Options struct {
	Data string           // data folder, made where it does not exist
	Own  string           // folder of the person's own method files; "" is "methods" in Data
	Bind string           // "" or "ADDR[:PORT]": everything on the network stays on it
	Log  *slog.Logger     // nil is silence
	Now  func() time.Time // nil is time.Now

	// Dial opens connections to other laptops; nil is TCP from Bind. What refuses and cuts
	// them plays a bad network.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)

	// Examiner takes up whole workshops from elsewhere before this laptop does; nil leaves
	// them to the gate.
	Examiner crdt.Examiner

	// EpochAt is the number of changes from which on a workshop goes on in a fresh document;
	// 0 is 20,000. EpochLoading is the reckoned time of loading it, with the same effect if a fresh
	// one would halve it; 0 is a second. See [crdt.Document.Growth].
	EpochAt      int
	EpochLoading time.Duration

	// OnTrouble is told of trouble with the disk, and with nil when it is over. May be nil.
	OnTrouble func(error)
}

// A Laptop owns one data folder from [Open] to [Laptop.Close]. Its methods are safe for
// concurrent use.
type Laptop struct {
	opt      Options
	store    *storage.Store
	identity lan.Identity
	key      ed25519.PrivateKey // of identity
	library  library

	ctx   context.Context // ends with Close; every open workshop runs under it
	group *errgroup.Group
	stop  context.CancelFunc

	opening sync.Mutex // held while a workshop is opened, so that none is opened twice

	mu     sync.Mutex
	rooms  map[string]*Room
	closed bool
	disk   error // trouble with the disk that lasts

	finding finding

	shaper  shaperOnce
	profile atomic.Pointer[Profile]
}

// Open takes the data folder. Errors: those of [storage.Open], [storage.ErrInUse] among
// them; [ErrNoFolder] with those of the disk.
func Open(opt Options) (*Laptop, error) {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.EpochAt == 0 {
		opt.EpochAt = epochAt
	}
	if opt.EpochLoading == 0 {
		opt.EpochLoading = epochLoading
	}
	l := &Laptop{opt: opt, rooms: make(map[string]*Room)}
	if err := l.ReadMethods(); err != nil {
		return nil, err
	}
	var err error
	l.store, err = storage.Open(opt.Data, storage.Options{Log: opt.Log, Now: opt.Now, OnTrouble: l.trouble})
	if errors.Is(err, storage.ErrFull) || errors.Is(err, storage.ErrDisk) {
		err = fmt.Errorf("%w: %w", ErrNoFolder, err)
	}
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	l.stop = stop
	l.group, l.ctx = errgroup.WithContext(ctx)
	l.group.Go(func() error {
		err := l.store.Run(context.WithoutCancel(l.ctx))
		if errors.Is(err, storage.ErrClosed) {
			return nil // closed before it began: nothing was written
		}
		return err
	})
	if l.identity, err = l.loadIdentity(ctx); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

func (l *Laptop) trouble(err error) {
	l.mu.Lock()
	l.disk = err
	rooms := make([]*Room, 0, len(l.rooms))
	for _, r := range l.rooms {
		rooms = append(rooms, r)
	}
	l.mu.Unlock()
	for _, r := range rooms {
		r.setTrouble(err)
	}
	if l.opt.OnTrouble != nil {
		l.opt.OnTrouble(err)
	}
}

func (l *Laptop) loadIdentity(ctx context.Context) (lan.Identity, error) {
	key, err := l.store.Secret(ctx, "device", lan.NewDeviceKey)
	if err != nil {
		return lan.Identity{}, fmt.Errorf("laptop: device key: %w", err)
	}
	id, err := lan.LoadIdentity(key)
	if err == nil {
		l.key = ed25519.NewKeyFromSeed(key)
	}
	return id, err
}

// Close closes the open workshops and then the data folder, with everything written. A
// workshop that is being opened is waited for; later ones are refused. Errors:
// [ErrUnsaved] if the disk refused to the end, and those of [Room.Close].
func (l *Laptop) Close() error {
	l.opening.Lock()
	l.mu.Lock()
	l.closed = true
	rooms := make([]*Room, 0, len(l.rooms))
	for _, r := range l.rooms {
		rooms = append(rooms, r)
	}
	l.mu.Unlock()
	l.opening.Unlock()
	var errs []error
	for _, r := range rooms {
		errs = append(errs, r.Close())
	}
	if err := l.store.Close(); err != nil {
		errs = append(errs, fmt.Errorf("%w: %w", ErrUnsaved, err))
	}
	l.stop()
	if err := l.group.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// SetAside names the damaged database that was set aside at the start, "" if none was.
func (l *Laptop) SetAside() string { return l.store.SetAside() }

// OnRaise registers what a second start of the program asks for.
func (l *Laptop) OnRaise(hear func(message string)) { l.store.OnRaise(hear) }

// Workshops lists the workshops of this laptop, the latest first.
func (l *Laptop) Workshops(ctx context.Context) ([]storage.Workshop, error) {
	return l.store.Workshops(ctx)
}

// Setting and PutSetting keep small choices by key.
func (l *Laptop) Setting(ctx context.Context, key string) (string, error) {
	return l.store.Setting(ctx, key)
}

// PutSetting keeps a small choice; see [Laptop.Setting].
func (l *Laptop) PutSetting(ctx context.Context, key, value string) error {
	return l.store.PutSetting(ctx, key, value)
}

// Me is the id of the person at this laptop, made from its key.
func (l *Laptop) Me() workshop.PersonID {
	return personAt(l.identity.Fingerprint())
}

// personAt is the id of the person at a laptop: who knows the one knows the other.
func personAt(f wire.Fingerprint) workshop.PersonID { return personOf(lan.Hex(f)) }

// fingerprint names this laptop, in hex.
func (l *Laptop) fingerprint() string { return lan.Hex(l.identity.Fingerprint()) }

// actor is a fresh Automerge actor: a reused one would diverge for good.
func (l *Laptop) actor() string {
	print := l.identity.Fingerprint()
	buf := make([]byte, 16)
	copy(buf, print[:8])
	rand.Read(buf[8:])
	return hex.EncodeToString(buf)
}

const idAlphabet = "0123456789abcdefghijklmnopqrstuvwxyz"

// NewID makes a record id: twelve random characters of [0-9a-z].
func NewID() string {
	buf := make([]byte, 12)
	var raw [24]byte
	for i := 0; i < len(buf); {
		rand.Read(raw[:])
		for _, b := range raw {
			if b < 252 && i < len(buf) { // 252 = 7 × 36: no character is likelier than another
				buf[i] = idAlphabet[b%36]
				i++
			}
		}
	}
	return string(buf)
}
