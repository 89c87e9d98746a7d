package laptop

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"throughline.app/assets/words"
	"throughline.app/storage"
	"throughline.app/sync/lan"
)

// Shared lists the ids of the workshops that this laptop was in together with others.
func (l *Laptop) Shared(ctx context.Context) (ids []string) {
	l.eachSession(ctx, func(w storage.Workshop, _ lan.State) { ids = append(ids, w.ID) })
	return ids
}

// Reenter opens the workshop that it entered with the same words before, whatever words open
// it now and whoever is there, and enters it if there is none. Errors: those of [Laptop.Enter].
func (l *Laptop) Reenter(ctx context.Context, e Entry) (*Room, error) {
	key, err := enteredKey(e.Words)
	if err != nil {
		return nil, err
	}
	if id, err := l.store.Setting(ctx, key); err != nil {
		return nil, err
	} else if id != "" {
		r, err := l.Open(ctx, id, Networked)
		if err == nil || !errors.Is(err, storage.ErrNotFound) {
			return r, err
		}
	}
	r, err := l.Enter(ctx, e)
	if err != nil {
		return nil, err
	}
	return r, l.store.PutSetting(ctx, key, r.ID())
}

// enteredKey is the setting that holds what words opened, which it does not tell.
func enteredKey(typed string) (string, error) {
	normal, err := words.Parse(typed)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte("entered with " + normal))
	return "entered." + hex.EncodeToString(sum[:16]), nil
}

// Ended is closed when the room has ended, by [Room.Close] or by itself.
func (r *Room) Ended() <-chan struct{} { return r.ctx.Done() }
