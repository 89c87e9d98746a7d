package lan

import (
	"crypto/hmac"
	"crypto/sha256"
	"sync"

	"golang.org/x/crypto/argon2"

	"throughline.app/sync/wire"
)

// Stretch says how much work it is to turn a room code into a key. All laptops of a
// session must agree; the zero value stands for what they use: 3 passes over 64 MiB by 4
// lanes, about a second of a laptop's work.
type Stretch struct {
	Passes uint32
	KiB    uint32
	Lanes  uint8
}

func (s Stretch) orDefault() Stretch {
	if s == (Stretch{}) {
		return Stretch{Passes: 3, KiB: 64 << 10, Lanes: 4}
	}
	return s
}

// stretching keeps the process to one stretch at a time: each takes 64 MiB.
var stretching sync.Mutex

// key is Argon2id of the normalised words, salted with the session.
func (s Stretch) key(normal string, session wire.SessionID) []byte {
	stretching.Lock()
	defer stretching.Unlock()
	s = s.orDefault()
	return argon2.IDKey([]byte(normal), session[:], s.Passes, s.KiB, s.Lanes, sha256.Size)
}

// A role tells the two proofs on one connection apart, so that none can be sent back.
type role byte

const (
	roleDialer role = 'P'
	roleHost   role = 'H'
)

// prove returns the proof that its sender knows key, good on ch and for r only.
func prove(key []byte, door wire.Door, r role, ch channel, session wire.SessionID) wire.Proof {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("throughline proof v1"))
	mac.Write([]byte{byte(door), byte(r)})
	mac.Write(ch.exported)
	mac.Write(ch.dialer[:])
	mac.Write(ch.host[:])
	mac.Write(session[:])
	return wire.Proof{MAC: [32]byte(mac.Sum(nil))}
}

// proves compares in constant time.
func proves(p wire.Proof, key []byte, door wire.Door, r role, ch channel, session wire.SessionID) bool {
	want := prove(key, door, r, ch, session)
	return hmac.Equal(p.MAC[:], want.MAC[:])
}

// memberKey is the key by which members prove themselves. It is derived, so that nothing
// said on TLS is of use against membership packets, which the gossip key itself seals.
func memberKey(gossipKey []byte) []byte {
	mac := hmac.New(sha256.New, gossipKey)
	mac.Write([]byte("throughline member key v1"))
	return mac.Sum(nil)
}
