package lan

import (
	"encoding/json"
	"fmt"
	"time"

	"throughline.app/sync/wire"
)

// A State is what a Node needs to go back to its session after a restart. It holds
// secrets: who has it is a member.
type State struct {
	Version   int
	Session   wire.SessionID
	GossipKey []byte
	Words     string
	Workshop  Workshop
	Former    [][]byte       // gossip keys of before, the newest first
	Settings  []wire.Setting // how the door stands
	OpenUntil time.Time      // when an open door begins to ask
	Roster    []byte         // who may be here
	Port      int            // where this laptop listened; taken again if Bind leaves it open
	Known     []KnownMember
}

// A KnownMember is where a member may be found.
type KnownMember struct {
	Fingerprint wire.Fingerprint
	Name        string
	Color       string
	Addresses   []string // host:port, best first
}

const stateVersion = 2

// Marshal returns s as bytes to be stored.
func (s State) Marshal() ([]byte, error) {
	s.Version = stateVersion
	b, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("lan: storing a session: %w", err)
	}
	return b, nil
}

// ParseState reads what [State.Marshal] wrote.
func ParseState(stored []byte) (State, error) {
	var s State
	if err := json.Unmarshal(stored, &s); err != nil {
		return State{}, fmt.Errorf("lan: reading a stored session: %w", err)
	}
	if s.Version != stateVersion || len(s.GossipKey) != wire.GossipKeyLen || s.Words == "" {
		return State{}, fmt.Errorf("lan: reading a stored session: version %d is incomplete or unknown", s.Version)
	}
	return s, nil
}
