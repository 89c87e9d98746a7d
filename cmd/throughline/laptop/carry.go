package laptop

import (
	"context"
	"errors"
	"fmt"

	"throughline.app/carry"
	"throughline.app/crdt"
	"throughline.app/picture"
	"throughline.app/storage"
	"throughline.app/sync/vouch"
	"throughline.app/workshop"
)

// ErrNothingToSave says that a workshop has not arrived yet, so that there is nothing to
// put into a file.
var ErrNothingToSave = errors.New("the workshop has not arrived")

// SaveFile writes the workshop with its pictures as one file, to be carried to another
// laptop. Progress is told what part is done, 0 to 1; it may be nil. Errors: those of
// [carry.Write], [ErrNothingToSave].
func (r *Room) SaveFile(ctx context.Context, file string, progress func(float64)) error {
	if err := r.Load(ctx); err != nil {
		return err
	}
	saved, _, _, err := r.doc.Save(ctx)
	if err != nil {
		return err
	}
	if len(saved) == 0 {
		return ErrNothingToSave
	}
	if _, _, err := crdt.ReadDocument(saved); err != nil { // as whoever opens it will
		return fmt.Errorf("%w: %w", carry.ErrTooLarge, err)
	}
	r.rights.Vouch()
	s := r.Snapshot()
	c := carry.Contents{
		About:    carry.About{ID: r.id, Title: s.Meta.Title, By: r.laptop.Profile(ctx).Name, Saved: r.laptop.opt.Now().UTC()},
		Document: saved, Signed: vouch.EncodeNotes(r.rights.Book.Notes()),
		Picture:  func(sum [32]byte) ([]byte, error) { return r.laptop.store.Blob(ctx, r.id, sum) },
		Progress: progress,
	}
	kept, err := r.laptop.store.Blobs(ctx, r.id)
	if err != nil {
		return err
	}
	shown := pictured(s)
	for _, sum := range kept {
		if shown[sum] {
			c.Pictures = append(c.Pictures, sum)
		}
	}
	return carry.Write(file, c)
}

// pictured are the pictures that notes show. Deleted ones count: they may be brought back.
func pictured(s *workshop.Snapshot) map[[32]byte]bool {
	sums := map[[32]byte]bool{}
	for _, n := range s.Notes.All() {
		if m, shows := n.Picture(); shows {
			sums[m.Sum] = true
		}
	}
	return sums
}

// OpenFile opens the workshop of a file on this laptop and takes in what the file holds
// and is not here: a workshop that is here, open or not, is merged with it, any other
// becomes one of this laptop's, under the same id, so that both meet again on a network.
// It says what came. Progress is as for [Room.SaveFile].
//
// Errors: those of [carry.Open] and of the file's document; [crdt.ErrRefused] and
// [crdt.ErrUnrelated], after which the workshop is as it was; those of the disk.
func (l *Laptop) OpenFile(ctx context.Context, file string, mode Mode, progress func(float64)) (*Room, carry.Digest, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	f, err := carry.Open(file)
	if err != nil {
		return nil, carry.Digest{}, err
	}
	defer f.Close()
	saved, err := f.Document()
	if err != nil {
		return nil, carry.Digest{}, err
	}
	s, _, err := crdt.ReadDocument(saved)
	switch {
	case err != nil:
		return nil, carry.Digest{}, fmt.Errorf("laptop: open a file: %w: %w", crdt.ErrRefused, err)
	case s.Canvases.Len() == 0:
		return nil, carry.Digest{}, fmt.Errorf("laptop: open a file without a workshop: %w", crdt.ErrRefused)
	}
	progress(0.1)
	r, opened, err := l.roomOf(ctx, f.About.ID, mode)
	if err != nil {
		return nil, carry.Digest{}, err
	}
	d, err := r.merge(ctx, f, saved, progress)
	if errors.Is(err, crdt.ErrHarmful) {
		err = &SenderError{Name: f.About.By, File: true, Err: err}
	}
	if err != nil {
		if opened {
			err = errors.Join(err, r.Close())
		}
		return nil, carry.Digest{}, err
	}
	if mode == Networked {
		r.introduce(l.Profile(ctx))
	}
	r.firstCard(ctx)
	return r, d, nil
}

// roomOf opens a workshop that this laptop may not have yet, and reports whether it was
// not open before.
func (l *Laptop) roomOf(ctx context.Context, id string, mode Mode) (r *Room, opened bool, err error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	if r, err := l.standing(id); r != nil || err != nil {
		return r, false, err
	}
	card, err := l.store.Workshop(ctx, id)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return nil, false, err
	}
	if r, err = l.openRoom(ctx, id, mode, nil); err != nil {
		return nil, false, err
	}
	if !card.Created.IsZero() {
		r.set(func() { r.createdAt = card.Created })
	}
	return r, true, nil
}

// merge takes in a file: the document, then the pictures of notes that are not here.
func (r *Room) merge(ctx context.Context, f *carry.File, saved []byte, progress func(float64)) (carry.Digest, error) {
	d := carry.Digest{By: f.About.By}
	if err := r.Load(ctx); err != nil {
		return d, err
	}
	signed, err := f.Signed()
	if err != nil {
		return d, err
	}
	var notes []vouch.Note
	if len(signed) > 0 {
		if notes, _, err = vouch.DecodeNotes(signed); err != nil {
			return d, fmt.Errorf("%w: %w", carry.ErrDamaged, err)
		}
	}
	over := r.rights.Arrive(theFile, notes)
	m, err := r.doc.Merge(ctx, theFile, saved, func(part float64) { progress(0.1 + 0.6*part) })
	over()
	if err != nil {
		return d, err
	}
	r.rights.TookWhole()
	after := r.Snapshot()
	d.First = m.Before.Canvases.Len() == 0
	authors := make(map[workshop.Ref]workshop.PersonID, len(m.Authors))
	for ref, actor := range m.Authors {
		authors[ref] = personOf(actor)
	}
	d.Compare(m.Before, after, m.Moved, authors)
	wanted := pictured(after)
	for i, sum := range f.Pictures() {
		if wanted[sum] && !r.album.has(sum) {
			came, err := r.takeCarried(ctx, f, i)
			if err != nil {
				return d, err
			}
			if came {
				d.Pictures++
			} else {
				d.Spoiled++
			}
		}
		progress(0.7 + 0.3*float64(i+1)/float64(len(f.Pictures())))
	}
	if err := r.laptop.store.Flush(ctx); err != nil {
		return d, err
	}
	progress(1)
	return d, nil
}

// takeCarried keeps a picture of a file. One that is spoiled, or that there is no room
// for, is left out: the notes are worth having without.
func (r *Room) takeCarried(ctx context.Context, f *carry.File, i int) (came bool, err error) {
	b, err := f.Picture(i)
	if errors.Is(err, carry.ErrPicture) {
		r.log.Warn("a picture in a file is left out", "err", err)
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := picture.Check(b); err != nil {
		r.log.Warn("a picture in a file is left out", "err", err)
		return false, nil
	}
	sum, err := r.laptop.store.PutBlob(ctx, r.id, b)
	if errors.Is(err, storage.ErrBlobsFull) {
		r.album.mu.Lock()
		r.album.full = true
		r.album.mu.Unlock()
		r.statusChanged()
		return false, nil
	}
	if err != nil {
		return false, err
	}
	r.album.mu.Lock()
	r.album.have[sum] = true
	delete(r.album.never, sum)
	r.album.mu.Unlock()
	r.tell.say(func() { r.pictureCame(sum) })
	return true, nil
}

func (a *album) has(sum [32]byte) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.have[sum]
}

// personOf is who writes under an actor: see [Laptop.Me] and [Laptop.actor].
func personOf(actor string) workshop.PersonID {
	return workshop.PersonID(actor[:min(12, len(actor))])
}
