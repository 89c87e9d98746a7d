package laptop

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"sync"

	"throughline.app/crdt"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/storage"
)

// journal is the room as the document sees it: where changes go to be kept.
type journal Room

// Append implements [crdt.Journal].
func (j *journal) Append(changes []crdt.Change, done func(error)) {
	r := (*Room)(j)
	rows := make([]storage.Change, len(changes))
	keep := r.laptop.store.AppendPatiently
	for i, c := range changes {
		if r.doc.Writes(c.Actor) {
			keep = r.laptop.store.Append // nobody else has it yet
		}
		rows[i] = storage.Change{Hash: c.Hash[:], Actor: c.Actor, Seq: c.Seq, Bytes: c.Bytes}
	}
	keep(r.id, rows, func(err error) {
		done(err)
		r.statusChanged()
	})
}

// compactAbove is the number of journal rows from which closing folds them into one
// saved document.
const compactAbove = 500

// keep writes what lets the workshop open at once the next time: its view, its card, and
// a compacted document when the journal has grown.
func (r *Room) keep(ctx context.Context) error {
	select {
	case <-r.doc.Ready():
	case <-r.ended:
		return nil // it could not be loaded: what is on the disk stays as it is
	case <-ctx.Done():
		return ctx.Err()
	}
	if r.Snapshot().Canvases.Len() == 0 {
		return nil // nothing has arrived: leave no empty workshop behind
	}
	if err := r.laptop.store.Flush(ctx); err != nil {
		return err
	}
	r.savedPrivate()
	var errs []error
	if view, heads, err := r.doc.View(ctx); err != nil {
		errs = append(errs, err)
	} else {
		names, _ := json.Marshal(heads)
		errs = append(errs, r.laptop.store.PutView(ctx, r.id, view, names))
	}
	r.keepPast(ctx)
	if r.rows(ctx) >= compactAbove {
		errs = append(errs, r.compact(ctx))
	}
	errs = append(errs, r.putCard(ctx))
	return errors.Join(errs...)
}

func (r *Room) rows(ctx context.Context) int {
	stored, err := r.laptop.store.Load(ctx, r.id)
	if err != nil {
		return 0
	}
	return len(stored.Changes)
}

func (r *Room) compact(ctx context.Context) error {
	document, contained, heads, err := r.doc.Save(ctx)
	if err != nil {
		return err
	}
	if err := r.rights.KeepAgain(ctx); err != nil {
		return err
	}
	names, err := json.Marshal(heads)
	if err != nil {
		return err
	}
	return r.laptop.store.Compact(ctx, r.id, document, contained, names)
}

// firstCard puts the workshop on Home. A disk that does not take it is no reason to turn
// anybody away: it is tried again when the disk's trouble is over.
func (r *Room) firstCard(ctx context.Context) {
	if err := r.putCard(ctx); err != nil {
		r.log.Warn("keeping the workshop's card", "err", err)
		r.set(func() { r.cardDue = true })
	}
}

// putCard keeps what Home shows of the workshop.
func (r *Room) putCard(ctx context.Context) error {
	s := r.Snapshot()
	r.mu.Lock()
	created := r.createdAt
	r.mu.Unlock()
	card := storage.Workshop{
		ID: r.id, Title: s.Meta.Title, Method: s.Meta.Method,
		Created: created, Opened: r.laptop.opt.Now(), People: s.People.Len(),
	}
	for _, n := range s.Notes.All() {
		if !n.Deleted() {
			card.Notes++
		}
	}
	if all := s.CanvasList(); len(all) > 0 {
		if sc, err := r.scene(all[0].ID); err == nil {
			card.Thumbnail = cardPicture(sc)
		}
	}
	return r.laptop.store.PutWorkshop(ctx, card)
}

// Size of a card's drawing, in pixels; Home shows it at half of that.
const thumbnailW, thumbnailH = 520, 284

// cardPicture draws the top of a canvas over the whole width of a card, as a PNG; nil if
// that fails.
func cardPicture(sc *render.Scene) []byte {
	img := image.NewRGBA(image.Rect(0, 0, thumbnailW, thumbnailH))
	b := sc.Bounds()
	sc.Paint(img, b.Min, thumbnailW/b.W())
	var buf bytes.Buffer
	if png.Encode(&buf, img) != nil {
		return nil
	}
	return buf.Bytes()
}

// shaperOnce makes the one shaper of a laptop when it is first needed.
type shaperOnce struct {
	once   sync.Once
	shaper *render.Shaper
	err    error
}

func (o *shaperOnce) get() (*render.Shaper, error) {
	o.once.Do(func() {
		if o.shaper, o.err = render.NewShaper(); o.err == nil {
			o.shaper.LoadFonts() // a picture is drawn once, and cannot be put right later
		}
	})
	return o.shaper, o.err
}

// kindOf finds how a canvas is laid out; nil if no method of this laptop says so.
func (l *Laptop) kindOf(kind string) *method.CanvasKind { return method.Find(l.Methods(), kind) }
