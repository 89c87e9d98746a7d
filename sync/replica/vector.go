package replica

import (
	"encoding/hex"
	"fmt"

	"throughline.app/sync/wire"
)

// rawVector returns v with raw actors, as it travels.
func rawVector(v map[string]uint64) (map[string]uint64, error) {
	raw := make(map[string]uint64, len(v))
	for actor, seq := range v {
		b, err := hex.DecodeString(actor)
		if err != nil {
			return nil, fmt.Errorf("replica: actor %q: %w", actor, err)
		}
		if seq > 0 {
			raw[string(b)] = seq
		}
	}
	return raw, nil
}

// hexVector is rawVector's inverse.
func hexVector(raw map[string]uint64) map[string]uint64 {
	v := make(map[string]uint64, len(raw))
	for actor, seq := range raw {
		v[hex.EncodeToString([]byte(actor))] = seq
	}
	return v
}

// told is as many of the heads as members are told, [wire.MaxHeads], and compare: both sides cut alike,
// since heads are sorted.
func told(heads []string) []string { return heads[:min(len(heads), wire.MaxHeads)] }

// rawHeads returns heads as they travel.
func rawHeads(heads []string) ([]string, error) {
	raw := make([]string, len(heads))
	for i, h := range heads {
		b, err := hex.DecodeString(h)
		if err != nil {
			return nil, fmt.Errorf("replica: head %q: %w", h, err)
		}
		raw[i] = string(b)
	}
	return raw, nil
}

func hexHeads(raw []string) []string {
	heads := make([]string, len(raw))
	for i, h := range raw {
		heads[i] = hex.EncodeToString([]byte(h))
	}
	return heads
}

// missing counts the changes of theirs that mine lacks, up to a million: theirs is what
// a member says.
func missing(mine, theirs map[string]uint64) int {
	const most = 1_000_000
	var n uint64
	for actor, seq := range theirs {
		if held := mine[actor]; held < seq {
			n = min(most, n+min(most, seq-held))
		}
	}
	return int(n)
}

// sum counts the changes in v.
func sum(v map[string]uint64) uint64 {
	var n uint64
	for _, seq := range v {
		n += seq
	}
	return n
}

func hexActor(raw string) string { return hex.EncodeToString([]byte(raw)) }

// nearID is how a HAVE names the member with ID id, the hex of its fingerprint.
func nearID(id string) string {
	raw, err := hex.DecodeString(id)
	if err != nil || len(raw) == 0 {
		raw = []byte(id)
	}
	return string(raw[:min(len(raw), wire.NearLen)])
}
