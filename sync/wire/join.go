package wire

import "encoding/binary"

// A Fingerprint names a laptop: the SHA-256 of its public key as a certificate carries it
// (SubjectPublicKeyInfo).
type Fingerprint [32]byte

// A SessionID names one shared session of a workshop. It is no secret.
type SessionID [16]byte

// A Door says by which secret a laptop wants in.
type Door byte

// The doors. A HELLO from the side that was dialled says DoorNone.
const (
	DoorNone   Door = iota
	DoorWords       // the room code
	DoorMember      // the session's gossip key: it was admitted before
	DoorAsk         // none: it only asks which session this is, and leaves
	doorEnd
)

// A Hello is the first message each way. The dialled side speaks first and says no more
// than Version, Session and Door; names are for those who have proved themselves or
// who ask to be let in.
type Hello struct {
	Version  uint64
	Session  SessionID // zero from a laptop that does not know it yet
	Door     Door
	Instance uint64 // random at every start of a process: tells a restart from a second cable
	App      string
	Name     string
	Color    string
	Function string // functional area
	Role     string // the role that is asked for, "" for the usual one
	// Listen and Gossip are the ports where the sender takes TLS connections and
	// membership packets, at the address that this connection comes from. 0 is unknown.
	Listen uint16
	Gossip uint16
}

// Kind implements [Message].
func (Hello) Kind() Kind { return KindHello }

// Body implements [Message].
func (m Hello) Body(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, m.Version)
	dst = append(dst, m.Session[:]...)
	dst = append(dst, byte(m.Door))
	dst = binary.BigEndian.AppendUint64(dst, m.Instance)
	dst = putBytes(dst, m.App)
	dst = putBytes(dst, m.Name)
	dst = putBytes(dst, m.Color)
	dst = putBytes(dst, m.Function)
	dst = putBytes(dst, m.Role)
	dst = binary.AppendUvarint(dst, uint64(m.Listen))
	return binary.AppendUvarint(dst, uint64(m.Gossip))
}

// DecodeHello reads a HELLO.
func DecodeHello(body []byte) (Hello, error) {
	f := fields{kind: KindHello, rest: body}
	var m Hello
	m.Version = f.number(1<<16, "version")
	copy(m.Session[:], f.take(len(m.Session), "session"))
	if b := f.take(1, "door"); f.err == nil {
		if m.Door = Door(b[0]); m.Door >= doorEnd {
			f.fail("door is unknown", ErrMalformed)
		}
	}
	if b := f.take(8, "instance"); f.err == nil {
		m.Instance = binary.BigEndian.Uint64(b)
	}
	m.App = f.text(MaxApp, "app")
	m.Name = f.text(MaxName, "name")
	m.Color = f.text(MaxColor, "colour")
	m.Function = f.text(MaxFunction, "function")
	m.Role = f.text(MaxRole, "role")
	m.Listen = uint16(f.number(1<<16-1, "listening port"))
	m.Gossip = uint16(f.number(1<<16-1, "gossip port"))
	return m, f.done()
}

// A Proof shows knowledge of a secret, bound to the one TLS connection it travels on.
type Proof struct{ MAC [32]byte }

// Kind implements [Message].
func (Proof) Kind() Kind { return KindProof }

// Body implements [Message].
func (m Proof) Body(dst []byte) []byte { return append(dst, m.MAC[:]...) }

// DecodeProof reads a PROOF.
func DecodeProof(body []byte) (Proof, error) {
	f := fields{kind: KindProof, rest: body}
	var m Proof
	copy(m.MAC[:], f.take(len(m.MAC), "proof"))
	return m, f.done()
}

// A Member is one laptop as ADMIT lists it.
type Member struct {
	Fingerprint Fingerprint
	Name        string
	Color       string
	Addresses   []string // host:port where it takes TLS connections, best first
}

// An Admit is the answer to a right proof: all that a member needs to reach the others.
type Admit struct {
	Workshop  string   // the workshop's id
	Title     string   // the workshop's title
	GossipKey []byte   // 32 bytes; empty for a member, who has it already
	Instance  uint64   // the sender's, as in Hello
	Gossip    string   // host:port of the sender's membership packets; empty if unknown
	Members   []Member // the sender first
	Roster    []byte   // the signed roster, or its beginning; opaque
}

// GossipKeyLen is the length of a gossip key, in bytes.
const GossipKeyLen = 32

// Kind implements [Message].
func (Admit) Kind() Kind { return KindAdmit }

// Body implements [Message].
func (m Admit) Body(dst []byte) []byte {
	dst = putBytes(dst, m.Workshop)
	dst = putBytes(dst, m.Title)
	dst = putBytes(dst, m.GossipKey)
	dst = binary.BigEndian.AppendUint64(dst, m.Instance)
	dst = putBytes(dst, m.Gossip)
	dst = binary.AppendUvarint(dst, uint64(len(m.Members)))
	for _, member := range m.Members {
		dst = append(dst, member.Fingerprint[:]...)
		dst = putBytes(dst, member.Name)
		dst = putBytes(dst, member.Color)
		dst = binary.AppendUvarint(dst, uint64(len(member.Addresses)))
		for _, a := range member.Addresses {
			dst = putBytes(dst, a)
		}
	}
	return putBytes(dst, m.Roster)
}

// DecodeAdmit reads an ADMIT.
func DecodeAdmit(body []byte) (Admit, error) {
	f := fields{kind: KindAdmit, rest: body}
	var m Admit
	m.Workshop = f.text(MaxID, "workshop")
	m.Title = f.text(MaxTitle, "title")
	m.GossipKey = f.bytes(GossipKeyLen, "gossip key")
	if n := len(m.GossipKey); n != 0 && n != GossipKeyLen {
		f.fail("gossip key is cut", ErrMalformed)
	}
	if b := f.take(8, "instance"); f.err == nil {
		m.Instance = binary.BigEndian.Uint64(b)
	}
	m.Gossip = f.text(MaxAddress, "gossip address")
	for range f.count(MaxMembers, len(Fingerprint{})+3, "members") {
		var member Member
		copy(member.Fingerprint[:], f.take(len(member.Fingerprint), "fingerprint"))
		member.Name = f.text(MaxName, "name")
		member.Color = f.text(MaxColor, "colour")
		for range f.count(MaxAddresses, 1, "addresses") {
			member.Addresses = append(member.Addresses, f.text(MaxAddress, "address"))
		}
		m.Members = append(m.Members, member)
	}
	m.Roster = f.bytes(MaxAdmitRoster, "roster")
	return m, f.done()
}
