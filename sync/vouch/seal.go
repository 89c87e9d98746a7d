package vouch

import (
	"encoding/binary"
	"errors"
	"fmt"

	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

const (
	// SignatureLen is the length of a signature, in bytes.
	SignatureLen = 64
	// MaxVouchers is how many vouch for one change as it travels.
	MaxVouchers = 4
	// MaxSeals is how many signatures go with a whole workshop.
	MaxSeals = 200_000
	// SealLen is by how much a change that its author alone vouches for grows, in bytes.
	SealLen = 2 + SignatureLen
)

// ErrMalformed: bytes that no laptop of this version writes.
var ErrMalformed = errors.New("malformed seal")

// A Voucher is one signature for a change. By is the beginning of the signer's fingerprint,
// [roster.PrefixLen] bytes, or empty for the author's own.
type Voucher struct {
	By        string
	Signature [SignatureLen]byte
}

func (v Voucher) put(dst []byte) []byte {
	dst = append(append(dst, byte(len(v.By))), v.By...)
	return append(dst, v.Signature[:]...)
}

// readVoucher takes one off b.
func readVoucher(b []byte) (v Voucher, rest []byte, err error) {
	if len(b) == 0 || b[0] != 0 && b[0] != roster.PrefixLen || len(b) < 1+int(b[0])+SignatureLen {
		return v, nil, fmt.Errorf("vouch: %w", ErrMalformed)
	}
	n := 1 + int(b[0])
	v.By = string(b[1:n])
	copy(v.Signature[:], b[n:])
	return v, b[n+SignatureLen:], nil
}

// Seal puts vouchers before the bytes of a change, as it travels.
func Seal(change []byte, by []Voucher) []byte {
	out := make([]byte, 1, 1+len(by)*(1+roster.PrefixLen+SignatureLen)+len(change))
	out[0] = byte(len(by))
	for _, v := range by {
		out = v.put(out)
	}
	return append(out, change...)
}

// Unseal is Seal's inverse. The change lies inside sealed. Errors: [ErrMalformed].
func Unseal(sealed []byte) (change []byte, by []Voucher, err error) {
	if len(sealed) == 0 || sealed[0] > MaxVouchers {
		return nil, nil, fmt.Errorf("vouch: %w", ErrMalformed)
	}
	rest := sealed[1:]
	for range sealed[0] {
		var v Voucher
		if v, rest, err = readVoucher(rest); err != nil {
			return nil, nil, err
		}
		by = append(by, v)
	}
	if len(rest) == 0 {
		return nil, nil, fmt.Errorf("vouch: %w: no change", ErrMalformed)
	}
	return rest, by, nil
}

// A Note is a voucher and the change that it is for, by actor (raw) and number.
type Note struct {
	Actor string
	Seq   uint64
	Voucher
}

// EncodeNotes writes notes, to go before a whole workshop or into a file.
func EncodeNotes(notes []Note) []byte {
	out := binary.AppendUvarint(make([]byte, 0, 16+len(notes)*96), uint64(len(notes)))
	for _, n := range notes {
		out = append(binary.AppendUvarint(out, uint64(len(n.Actor))), n.Actor...)
		out = n.put(binary.AppendUvarint(out, n.Seq))
	}
	return out
}

// DecodeNotes reads what EncodeNotes wrote and returns what stands behind it. Errors:
// [ErrMalformed].
func DecodeNotes(b []byte) (notes []Note, rest []byte, err error) {
	number := func(most uint64) uint64 {
		v, n := binary.Uvarint(b)
		if n <= 0 || n > 1 && b[n-1] == 0 || v > most {
			err = fmt.Errorf("vouch: %w: a number", ErrMalformed)
			return 0
		}
		b = b[n:]
		return v
	}
	count := number(MaxSeals)
	if err == nil && count > uint64(len(b)/(3+SignatureLen)) {
		return nil, nil, fmt.Errorf("vouch: %w: cut off", ErrMalformed)
	}
	for range count {
		var n Note
		size := number(wire.MaxActor)
		if err == nil && size > uint64(len(b)) {
			err = fmt.Errorf("vouch: %w: cut off", ErrMalformed)
		}
		if err != nil {
			return nil, nil, err
		}
		n.Actor, b = string(b[:size]), b[size:]
		if n.Seq = number(1 << 62); err == nil {
			n.Voucher, b, err = readVoucher(b)
		}
		if err != nil {
			return nil, nil, err
		}
		notes = append(notes, n)
	}
	return notes, b, err
}
