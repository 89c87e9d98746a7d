package lan

import (
	"bytes"
	"slices"
	"sync"

	"throughline.app/sync/wire"
)

// secrets are what lets a laptop in: the words, and the keys of those who are in. They are
// replaced whole, never altered.
type secrets struct {
	words     string        // normalised
	wordsKey  func() []byte // stretched at the first call, which takes a second
	gossipKey []byte
	memberKey []byte
	former    [][]byte // gossip keys of before, the newest first
}

// maxFormer is how many gossip keys of before let a member back in who was away while they
// changed. One who was away for longer types the words again.
const maxFormer = 16

// setSecrets puts new words or a new gossip key in the place of the old; what is empty
// stays. The caller holds n.mu, or n runs not yet.
func (n *Node) setSecrets(words string, gossipKey []byte) {
	old, now := n.sec.Load(), &secrets{}
	if old != nil {
		*now = *old
	}
	if words != "" && words != now.words {
		session := n.session
		now.words = words
		now.wordsKey = sync.OnceValue(func() []byte { return n.opt.Stretch.key(words, session) })
	}
	if len(gossipKey) == wire.GossipKeyLen && !bytes.Equal(gossipKey, now.gossipKey) {
		if now.gossipKey != nil {
			now.former = slices.Insert(slices.Clone(now.former), 0, now.gossipKey)
			now.former = now.former[:min(len(now.former), maxFormer)]
		}
		now.gossipKey = bytes.Clone(gossipKey)
		now.memberKey = memberKey(now.gossipKey)
	}
	n.sec.Store(now)
}

// memberKeyOf returns the key, of now or of before, that p was made with; nil if none.
func (n *Node) memberKeyOf(p wire.Proof, ch channel) []byte {
	sec := n.sec.Load()
	for i := -1; i < len(sec.former); i++ {
		key := sec.memberKey
		if i >= 0 {
			key = memberKey(sec.former[i])
		}
		if proves(p, key, wire.DoorMember, roleDialer, ch, n.session) {
			return key
		}
	}
	return nil
}
