package laptop

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"throughline.app/picture"
	"throughline.app/storage"
	"throughline.app/sync/replica"
	"throughline.app/workshop"
)

const (
	maxWanted  = 2_000 // pictures asked of the others at once
	keptAtHand = 4     // pictures last read, so that their parts are not read from the disk one by one
)

// An album is the room as the others see its pictures: what is kept, and what comes.
type album struct {
	room *Room

	mu     sync.Mutex
	have   map[replica.Sum]bool
	never  map[replica.Sum]bool // came and are no pictures: not asked for again
	recent []held               // the latest last
	full   bool                 // the bound on pictures was met
	later  map[replica.Sum]bool // came and the disk did not take them
	disk   error                // why
}

type held struct {
	sum   replica.Sum
	bytes []byte
}

func newAlbum(ctx context.Context, r *Room) (*album, error) {
	a := &album{room: r, have: make(map[replica.Sum]bool), never: make(map[replica.Sum]bool), later: make(map[replica.Sum]bool)}
	sums, err := r.laptop.store.Blobs(ctx, r.id)
	for _, sum := range sums {
		a.have[sum] = true
	}
	return a, err
}

// Blob implements [replica.Blobs].
func (a *album) Blob(ctx context.Context, sum replica.Sum) ([]byte, error) {
	a.mu.Lock()
	have := a.have[sum]
	for _, h := range a.recent {
		if h.sum == sum {
			a.mu.Unlock()
			return h.bytes, nil
		}
	}
	a.mu.Unlock()
	if !have {
		return nil, storage.ErrNotFound
	}
	b, err := a.room.laptop.store.Blob(ctx, a.room.id, sum)
	if err != nil {
		if errors.Is(err, storage.ErrDamaged) {
			a.room.log.Warn("a picture is damaged; asking the others for it", "err", err)
			a.mu.Lock()
			delete(a.have, sum)
			a.mu.Unlock()
			a.room.fetch(sum)
		}
		return nil, err
	}
	a.hold(sum, b)
	return b, nil
}

func (a *album) hold(sum replica.Sum, b []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.recent = append(a.recent, held{sum, b}); len(a.recent) > keptAtHand {
		a.recent = append([]held(nil), a.recent[1:]...)
	}
}

// Arrived implements [replica.Blobs].
func (a *album) Arrived(_ context.Context, sum replica.Sum, b []byte) {
	if err := picture.Check(b); err != nil {
		a.room.log.Warn("what came is no picture", "err", err)
		a.mu.Lock()
		a.never[sum] = true
		a.mu.Unlock()
		return
	}
	a.mu.Lock()
	a.have[sum] = true
	a.mu.Unlock()
	a.hold(sum, b)
	a.room.group.Go(func() error { // the disk does not keep changes waiting
		if _, err := a.room.laptop.store.PutBlob(a.room.ctx, a.room.id, b); err != nil {
			a.room.log.Warn("a picture is not kept", "err", err)
			a.mu.Lock()
			delete(a.have, sum)
			if errors.Is(err, storage.ErrFull) || errors.Is(err, storage.ErrDisk) {
				a.later[sum], a.disk = true, err
			} else {
				a.never[sum], a.full = true, a.full || errors.Is(err, storage.ErrBlobsFull)
			}
			a.mu.Unlock()
			a.room.statusChanged()
		}
		return nil
	})
	a.room.tell.say(func() { a.room.pictureCame(sum) })
}

// again has those pictures asked for that the disk did not take before: it may by now.
func (a *album) again() {
	a.mu.Lock()
	some := len(a.later) > 0
	clear(a.later)
	a.disk = nil
	a.mu.Unlock()
	if some {
		a.room.wantPictures(a.room.Snapshot(), nil)
		a.room.statusChanged()
	}
}

// trouble is why pictures are not kept, nil if they are.
func (a *album) trouble() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.disk == nil && a.full {
		return storage.ErrBlobsFull
	}
	return a.disk
}

// lacks reports whether the picture of a note is to be asked for.
func (a *album) lacks(n *workshop.Note) (sum replica.Sum, yes bool) {
	m, shows := n.Picture()
	if !shows || n.Deleted() {
		return sum, false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return m.Sum, !a.have[m.Sum] && !a.never[m.Sum] && !a.later[m.Sum]
}

// wantPictures asks the others for what notes show and is not here. An empty diff stands
// for all notes.
func (r *Room) wantPictures(s *workshop.Snapshot, d workshop.Diff) {
	var sums []replica.Sum
	want := func(n *workshop.Note) {
		if n != nil && n.Image != "" && len(sums) < maxWanted {
			if sum, yes := r.album.lacks(n); yes {
				sums = append(sums, sum)
			}
		}
	}
	if d.Empty() {
		for _, n := range s.Notes.All() {
			want(n)
		}
	} else {
		for _, id := range d.Notes() {
			want(s.Notes.Get(id))
		}
	}
	r.fetch(sums...)
}

func (r *Room) fetch(sums ...replica.Sum) {
	if r.net != nil && len(sums) > 0 {
		r.net.hub.Fetch(sums...)
	}
}

func (r *Room) pictureCame(sum replica.Sum) {
	r.mu.Lock()
	f := r.onPicture
	r.mu.Unlock()
	if f != nil {
		f(sum)
	}
}

// OnPicture registers f for pictures that have come from others.
func (r *Room) OnPicture(f func(sum [32]byte)) { r.set(func() { r.onPicture = f }) }

// Picture returns the bytes of a picture. Errors: [storage.ErrNotFound] while it has not
// come, [storage.ErrDamaged].
func (r *Room) Picture(ctx context.Context, sum [32]byte) ([]byte, error) {
	return r.album.Blob(ctx, sum)
}

// TakePicture makes raw, a file or what was pasted, a picture that a note can show, and
// keeps it. It may take seconds. Errors: those of [picture.Import], and
// [storage.ErrBlobsFull], [storage.ErrFull], [storage.ErrDisk].
func (r *Room) TakePicture(ctx context.Context, raw []byte) (workshop.Image, picture.Taken, error) {
	taken, err := picture.Import(ctx, raw)
	if err != nil {
		return workshop.Image{}, taken, fmt.Errorf("laptop: take a picture: %w", err)
	}
	sum, err := r.laptop.store.PutBlob(ctx, r.id, taken.Bytes)
	if err != nil {
		return workshop.Image{}, taken, err
	}
	r.album.mu.Lock()
	r.album.have[sum] = true
	r.album.mu.Unlock()
	r.album.hold(sum, taken.Bytes)
	return workshop.Image{Sum: sum, W: taken.W, H: taken.H}, taken, nil
}
