package wire

import "encoding/binary"

// A WantBlob asks for one part of the blob with a hash: a picture, which is outside the
// document. Each part is asked for, so that no more than one is on its way and changes
// never wait behind many.
type WantBlob struct {
	Sum    [32]byte // SHA-256 of the whole
	Offset uint64   // a multiple of BlobPart
}

// Kind implements [Message].
func (WantBlob) Kind() Kind { return KindWantBlob }

// Body implements [Message].
func (m WantBlob) Body(dst []byte) []byte {
	return binary.AppendUvarint(append(dst, m.Sum[:]...), m.Offset)
}

// DecodeWantBlob reads a WANT_BLOB.
func DecodeWantBlob(body []byte) (WantBlob, error) {
	f := fields{kind: KindWantBlob, rest: body}
	var m WantBlob
	copy(m.Sum[:], f.take(len(m.Sum), "sum"))
	m.Offset = f.number(MaxBlob, "offset")
	if f.err == nil && m.Offset%BlobPart != 0 {
		f.fail("offset is no part's", ErrMalformed)
	}
	return m, f.done()
}

// A Blob is the part that a [WantBlob] asked for.
type Blob struct {
	Sum    [32]byte
	Total  uint64 // length of the whole, in bytes
	Offset uint64
	Part   []byte // BlobPart bytes, or what is left of the whole
}

// Kind implements [Message].
func (Blob) Kind() Kind { return KindBlob }

// Body implements [Message].
func (m Blob) Body(dst []byte) []byte {
	dst = append(dst, m.Sum[:]...)
	dst = binary.AppendUvarint(dst, m.Total)
	dst = binary.AppendUvarint(dst, m.Offset)
	return putBytes(dst, m.Part)
}

// DecodeBlob reads a BLOB.
func DecodeBlob(body []byte) (Blob, error) {
	f := fields{kind: KindBlob, rest: body}
	var m Blob
	copy(m.Sum[:], f.take(len(m.Sum), "sum"))
	m.Total = f.number(MaxBlob, "total")
	m.Offset = f.number(MaxBlob, "offset")
	m.Part = f.bytes(BlobPart, "part")
	if f.err == nil && (m.Offset%BlobPart != 0 || m.Offset >= m.Total || uint64(len(m.Part)) != min(m.Total-m.Offset, BlobPart)) {
		f.fail("part has another place or length", ErrMalformed)
	}
	return m, f.done()
}

// A NoBlob answers a [WantBlob] for what the sender does not hold.
type NoBlob struct {
	Sum [32]byte
}

// Kind implements [Message].
func (NoBlob) Kind() Kind { return KindNoBlob }

// Body implements [Message].
func (m NoBlob) Body(dst []byte) []byte { return append(dst, m.Sum[:]...) }

// DecodeNoBlob reads a NO_BLOB.
func DecodeNoBlob(body []byte) (NoBlob, error) {
	f := fields{kind: KindNoBlob, rest: body}
	var m NoBlob
	copy(m.Sum[:], f.take(len(m.Sum), "sum"))
	return m, f.done()
}
