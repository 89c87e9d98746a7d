package wire

// A Vouch carries vouchers for changes that the receiver is thought to hold already. Whether
// they are any, and good, is for package vouch.
type Vouch struct {
	Notes []byte
}

// MaxVouch is the longest list of vouchers in a VOUCH, in bytes.
const MaxVouch = 512 << 10

// Kind implements [Message].
func (Vouch) Kind() Kind { return KindVouch }

// Body implements [Message].
func (m Vouch) Body(dst []byte) []byte { return putBytes(dst, m.Notes) }

// DecodeVouch reads a VOUCH.
func DecodeVouch(body []byte) (Vouch, error) {
	f := fields{kind: KindVouch, rest: body}
	m := Vouch{Notes: f.bytes(MaxVouch, "vouchers")}
	return m, f.done()
}
