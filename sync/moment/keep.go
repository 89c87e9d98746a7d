package moment

import (
	"encoding/json"
	"errors"
	"time"

	"throughline.app/sync/wire"
)

// A moment is given up when the laptop was off for longer than staleAfter, or its time has
// been up for longer than overFor: it is about another day then.
const (
	staleAfter = 12 * time.Hour
	overFor    = time.Hour
)

// kept is a moment on the disk. At is this laptop's own time of day, which is compared with
// nobody else's.
type kept struct {
	Body []byte `json:"body"`
	At   int64  `json:"at_ms"`
}

// Keep is the moment for the disk, nil if there is none.
func (h *Holder) Keep() []byte {
	m, any := h.Frame()
	if !any {
		return nil
	}
	raw, err := json.Marshal(kept{m.Body(nil), h.opt.Now().UnixMilli()})
	if err != nil {
		return nil // bytes and a number: cannot be
	}
	return raw
}

// Restore takes in what [Holder.Keep] returned, before this laptop was restarted. What is
// of another day only keeps its number from being used again.
func (h *Holder) Restore(raw []byte) error {
	if len(raw) == 0 {
		return nil
	}
	var k kept
	if err := json.Unmarshal(raw, &k); err != nil {
		return err
	}
	m, err := wire.DecodeMoment(k.Body)
	if err != nil {
		return err
	}
	off := max(0, h.opt.Now().Sub(time.UnixMilli(k.At)))
	m.Age = uint64(min((ms(m.Age) + off).Milliseconds(), wire.MaxTimer))
	if off > staleAfter || m.Running && ms(m.Age) > ms(m.Left)+overFor {
		h.mu.Lock()
		h.floor = max(h.floor, m.Number)
		h.mu.Unlock()
		return nil
	}
	_, err = h.Receive(m.Body(nil))
	if errors.Is(err, ErrNotAllowed) {
		return nil // roles are others by now
	}
	return err
}
