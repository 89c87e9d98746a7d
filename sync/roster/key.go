package roster

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"

	"throughline.app/sync/wire"
)

// A key is a public Ed25519 key.
type key [ed25519.PublicKeySize]byte

// spki is what stands before the key in a SubjectPublicKeyInfo of Ed25519 (RFC 8410).
var spki = [12]byte{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00}

func (k key) fingerprint() wire.Fingerprint {
	return sha256.Sum256(append(spki[:], k[:]...))
}

// FingerprintOf names the laptop with a public key, as its certificate does.
func FingerprintOf(public ed25519.PublicKey) wire.Fingerprint {
	return key(public).fingerprint()
}

// changeLabel begins what a signature of changes covers.
const changeLabel = "throughline change v1\x00"

// A Mark says which changes a signature vouches for: those of Actor (raw) with numbers up
// to Seq, the last of which has this hash. The hash of a change commits to all changes that
// it follows, and each follows its author's one before.
type Mark struct {
	Actor string
	Seq   uint64
	Hash  [sha256.Size]byte
}

func (m Mark) signed(workshop string) []byte {
	b := make([]byte, 0, 160)
	b = append(b, changeLabel...)
	b = append(binary.AppendUvarint(b, uint64(len(workshop))), workshop...)
	b = append(binary.AppendUvarint(b, uint64(len(m.Actor))), m.Actor...)
	b = binary.AppendUvarint(b, m.Seq)
	return append(b, m.Hash[:]...)
}

// Sign vouches for changes of a workshop: 64 bytes. It costs about 25 µs.
func Sign(private ed25519.PrivateKey, workshop string, m Mark) []byte {
	return ed25519.Sign(private, m.signed(workshop))
}

// Verify reports whether the holder of a public key vouched for these changes. It costs
// about 60 µs.
func Verify(public ed25519.PublicKey, workshop string, m Mark, signature []byte) bool {
	return len(public) == ed25519.PublicKeySize && ed25519.Verify(public, m.signed(workshop), signature)
}
