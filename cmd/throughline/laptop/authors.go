package laptop

import (
	"encoding/hex"
	"slices"

	"throughline.app/sync/vouch"
	"throughline.app/workshop"
)

// An Author is somebody who made a change, and who brought it where that was somebody else.
type Author struct {
	Person  workshop.PersonID
	Through workshop.PersonID // who vouches for it; "" the person
}

// Authors says whose an update is, each person once.
func (r *Room) Authors(by []workshop.Maker) []Author {
	var all []Author
	for _, m := range by {
		h := Author{Person: personOf(m.Actor)}
		actor, err := hex.DecodeString(m.Actor)
		if err != nil {
			continue
		}
		if m.From == theFile {
			h.Through = r.laptop.Me()
		} else if who, ok := r.rights.Book.Whose(vouch.Head{Actor: string(actor), Seq: m.Seq, Hash: m.Hash}); ok {
			h.Through = personAt(who)
		}
		if h.Through == h.Person {
			h.Through = ""
		}
		if !slices.Contains(all, h) {
			all = append(all, h)
		}
	}
	return all
}
