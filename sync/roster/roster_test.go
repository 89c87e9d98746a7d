package roster_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// A person has a key that is the same in every run.
type person struct {
	key    ed25519.PrivateKey
	public ed25519.PublicKey
	print  wire.Fingerprint
}

func somebody(name string) person {
	seed := sha256.Sum256([]byte(name))
	k := ed25519.NewKeyFromSeed(seed[:])
	public := k.Public().(ed25519.PublicKey)
	return person{k, public, roster.FingerprintOf(public)}
}

var (
	root, ana, bo, cy, di = somebody("root"), somebody("ana"), somebody("bo"), somebody("cy"), somebody("di")

	facilitator = roster.Standing{Role: roster.Facilitator, Name: "f"}
	participant = roster.Standing{Role: roster.Participant, Name: "p"}
	delegate    = roster.Standing{Role: roster.Participant, MayAdmit: true, Name: "d"}
	observer    = roster.Standing{Role: roster.Observer}
)

func begin(t require.TestingT) *roster.Roster {
	r, err := roster.Begin(bytes.NewReader(make([]byte, 16)), root.key, "w1", "Root", "Sales")
	require.NoError(t, err)
	return r
}

func clone(t require.TestingT, r *roster.Roster) *roster.Roster {
	c, err := roster.Open(r.Session(), r.Workshop(), r.Encode())
	require.NoError(t, err)
	return c
}

// meet lets rosters hear all that the others hold.
func meet(t require.TestingT, all ...*roster.Roster) {
	for _, to := range all {
		for _, from := range all {
			_, err := to.Take(from.Encode())
			require.NoError(t, err)
		}
	}
	for _, r := range all {
		require.Equal(t, all[0].Encode(), r.Encode())
		require.Equal(t, all[0].Members(), r.Members())
	}
}

func role(r *roster.Roster, p person) roster.Role {
	m, _ := r.Member(p.print)
	return m.Role
}

func TestTheFingerprintIsThatOfACertificate(t *testing.T) {
	der, err := x509.MarshalPKIXPublicKey(ana.public)
	require.NoError(t, err)
	require.Equal(t, wire.Fingerprint(sha256.Sum256(der)), ana.print)
}

func TestWhoOpensARoomLetsInAndAppoints(t *testing.T) {
	r := begin(t)
	require.Equal(t, root.print, r.Root())
	require.True(t, r.May(root.print, roster.Facilitate))
	require.False(t, r.May(ana.print, roster.Enter))
	require.NoError(t, r.Admit(root.key, ana.public, delegate))
	require.True(t, r.May(ana.print, roster.Write) && r.May(ana.print, roster.LetIn))
	require.False(t, r.May(ana.print, roster.Facilitate))
	require.NoError(t, r.Admit(root.key, bo.public, facilitator))
	require.NoError(t, r.Admit(bo.key, cy.public, observer))
	require.True(t, r.May(cy.print, roster.Enter))
	require.False(t, r.May(cy.print, roster.Write))
	m, known := r.Member(bo.print)
	require.True(t, known)
	require.Equal(t, "f", m.Name)
	require.Equal(t, root.print, m.By)
	require.Len(t, r.ByPrefix(string(bo.print[:roster.PrefixLen])), 1)
	require.Len(t, r.Members(), 4)
	require.Equal(t, r.Members(), clone(t, r).Members())
}

func TestADelegateLetsInWhileTheFacilitatorIsAway(t *testing.T) {
	r := begin(t)
	require.NoError(t, r.Admit(root.key, ana.public, delegate))
	away := clone(t, r)
	require.NoError(t, away.Admit(ana.key, bo.public, participant))
	require.True(t, away.May(bo.print, roster.Write))
	for name, err := range map[string]error{
		"appoints":        away.Admit(ana.key, cy.public, facilitator),
		"delegates":       away.Admit(ana.key, cy.public, delegate),
		"changes":         away.Admit(ana.key, bo.public, observer),
		"raises itself":   away.Admit(ana.key, ana.public, facilitator),
		"removes":         away.Remove(ana.key, bo.print),
		"removes root":    away.Remove(ana.key, root.print),
		"without a right": away.Admit(bo.key, cy.public, participant),
		"strangers":       away.Admit(di.key, cy.public, participant),
	} {
		require.ErrorIs(t, err, roster.ErrMayNot, name)
	}
	meet(t, r, away)
	require.Equal(t, roster.Participant, role(r, bo))
}

func TestTheRemovedStaysOut(t *testing.T) {
	r := begin(t)
	require.NoError(t, r.Admit(root.key, ana.public, delegate))
	require.NoError(t, r.Admit(root.key, bo.public, delegate))
	require.NoError(t, r.Admit(root.key, cy.public, facilitator))
	apart := clone(t, r)
	require.NoError(t, r.Remove(root.key, ana.print))
	require.NoError(t, apart.Admit(ana.key, di.public, participant), "as far as she knows")
	require.Equal(t, roster.Participant, role(apart, di))
	meet(t, r, apart)
	require.Equal(t, roster.Removed, role(r, ana))
	require.Zero(t, role(r, di), "what she said after she was removed")

	require.ErrorIs(t, r.Admit(bo.key, ana.public, participant), roster.ErrMayNot, "a delegate does not let her in again")
	require.NoError(t, r.Admit(cy.key, ana.public, participant), "a facilitator does")
	require.True(t, r.May(ana.print, roster.Write))
	m, _ := r.Member(ana.print)
	require.Equal(t, []roster.Role{roster.Removed, roster.Participant}, m.Was)
}

func TestWhatWasSaidBeforeARemovalStands(t *testing.T) {
	r := begin(t)
	require.NoError(t, r.Admit(root.key, ana.public, facilitator))
	require.NoError(t, r.Admit(ana.key, bo.public, participant))
	require.NoError(t, r.Admit(ana.key, cy.public, participant))
	require.NoError(t, r.Remove(root.key, ana.print))
	require.Equal(t, roster.Participant, role(r, bo))
	require.Equal(t, roster.Participant, role(r, cy))
	m, _ := r.Member(ana.print)
	require.True(t, m.Once(roster.Facilitate))
	require.False(t, m.Allows(roster.Enter))
}

func TestFacilitatorsRemoveThoseAppointedAfterThem(t *testing.T) {
	r := begin(t)
	require.NoError(t, r.Admit(root.key, ana.public, facilitator))
	require.NoError(t, r.Admit(root.key, bo.public, facilitator))
	require.NoError(t, r.Admit(bo.key, cy.public, facilitator))
	require.ErrorIs(t, r.Remove(bo.key, ana.print), roster.ErrMayNot)
	require.ErrorIs(t, r.Remove(cy.key, root.print), roster.ErrMayNot)
	require.True(t, r.MayAdmit(ana.print, bo.print, participant))
	require.False(t, r.MayAdmit(bo.print, ana.print, participant))
}

func TestConcurrentWords(t *testing.T) {
	r := begin(t)
	require.NoError(t, r.Admit(root.key, ana.public, facilitator))
	require.NoError(t, r.Admit(root.key, bo.public, participant))
	left, right := clone(t, r), clone(t, r)
	require.NoError(t, left.Remove(root.key, bo.print))
	require.NoError(t, right.Admit(ana.key, bo.public, facilitator))
	require.NoError(t, right.Admit(bo.key, cy.public, participant))
	meet(t, left, right)
	require.Equal(t, roster.Removed, role(left, bo), "removal beats")
	require.Zero(t, role(left, cy), "and with it what he did by the other")
}

func TestStrangersStatementsAreRefused(t *testing.T) {
	r := begin(t)
	other, err := roster.Begin(bytes.NewReader(make([]byte, 16)), ana.key, "w1", "Ana", "")
	require.NoError(t, err)
	_, err = r.Take(other.Encode())
	require.ErrorIs(t, err, roster.ErrForged, "another session")
	_, err = roster.Open(r.Session(), "w1", other.Encode())
	require.ErrorIs(t, err, roster.ErrForged, "a root that is none")
	_, err = roster.Open(r.Session(), "w2", r.Encode())
	require.ErrorIs(t, err, roster.ErrForged, "another workshop")

	require.NoError(t, r.Admit(root.key, ana.public, delegate))
	whole := r.Encode()
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 1
		_, err := roster.Open(r.Session(), "w1", bad)
		require.Error(t, err, "byte %d", i)
		if some, err := roster.Open(r.Session(), "w1", whole[:i]); err == nil { // cut between two statements
			require.Subset(t, []int{1, 2}, []int{len(some.Members())})
		}
	}
}

// Nobody fills a roster so far that the root cannot remove them.
func TestAFloodDoesNotSilenceTheRoot(t *testing.T) {
	r := begin(t)
	require.NoError(t, r.Admit(root.key, ana.public, delegate))
	for i := range 150 {
		err := r.Admit(ana.key, somebody(fmt.Sprint(i)).public, participant)
		if i >= 128 {
			require.ErrorIs(t, err, roster.ErrFull)
		} else {
			require.NoError(t, err)
		}
	}
	require.NoError(t, r.Remove(root.key, ana.print))
	require.LessOrEqual(t, len(r.Encode()), roster.MaxBytes)
	part := r.EncodeUpTo(wire.MaxRoster)
	require.LessOrEqual(t, len(part), wire.MaxRoster)
	some, err := roster.Open(r.Session(), "w1", part)
	require.NoError(t, err)
	meet(t, r, some)
}

// Who signs what stands in no row with the rest can still speak, and those they let in stay when
// their standing changes.
func TestWhatStandsInNoRowEndsNothing(t *testing.T) {
	begun := begin(t)
	require.NoError(t, begun.Admit(root.key, cy.public, facilitator))
	require.NoError(t, begun.Admit(cy.key, di.public, participant))
	for choice := range 4 * 4 * 4 {
		r, rest := clone(t, begun), choice
		_, err := r.Take(r.Craft(cy.key, root.public, facilitator, func(n int) int {
			defer func() { rest /= 4 }()
			return min(rest%4, n-1)
		}))
		require.NoError(t, err)
		require.NoError(t, r.Admit(cy.key, ana.public, participant))
		require.NoError(t, r.Admit(root.key, cy.public, observer))
		require.Equal(t, roster.Participant, role(r, di), "choice %d", choice)
		require.Equal(t, roster.Participant, role(r, ana), "choice %d", choice)
	}
}

// Whatever is said on laptops that hear of each other late or never, in whatever order it
// arrives: all come to the same, nobody has a right that does not go back to the root, and
// nobody who was removed by the root has any before a facilitator lets them in.
func TestAnyOrderComesToTheSame(t *testing.T) {
	people := []person{root, ana, bo, cy, di, somebody("ed"), somebody("fay")}
	standings := []roster.Standing{facilitator, participant, delegate, observer, {Role: roster.Wall}}
	rapid.Check(t, func(t *rapid.T) {
		all := []*roster.Roster{begin(t)}
		all = append(all, clone(t, all[0]), clone(t, all[0]))
		var heard [][]byte
		for range rapid.IntRange(0, 25).Draw(t, "steps") {
			at := all[rapid.IntRange(0, 2).Draw(t, "at")]
			by := people[rapid.IntRange(0, len(people)-1).Draw(t, "by")]
			on := people[rapid.IntRange(0, len(people)-1).Draw(t, "on")]
			as := standings[rapid.IntRange(0, len(standings)-1).Draw(t, "as")]
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0, 1:
				if at.Remove(by.key, on.print) == nil {
					require.Equal(t, roster.Removed, role(at, on))
				}
			case 2, 3:
				_, err := at.Take(all[rapid.IntRange(0, 2).Draw(t, "from")].Encode())
				require.NoError(t, err)
			case 4, 5:
				if by.print != root.print {
					bad := at.Craft(by.key, on.public, as, func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choose") })
					_, err := at.Take(bad)
					require.NoError(t, err)
				}
			default:
				may := at.MayAdmit(by.print, on.print, as)
				err := at.Admit(by.key, on.public, as)
				require.Equal(t, err == nil, may || by.print == root.print && on.print == root.print && as.Role == roster.Facilitator, "%v", err)
			}
			heard = append(heard, at.Encode())
		}
		meet(t, all...)
		late := begin(t)
		for _, i := range rapid.Permutation(indices(len(heard))).Draw(t, "order") {
			_, err := late.Take(heard[i])
			require.NoError(t, err)
		}
		meet(t, append(all, late)...)
		for _, m := range late.Members() {
			if m.Fingerprint != root.print {
				require.NotEqual(t, m.Fingerprint, m.By, "nobody is anything by their own word")
				by, known := late.Member(m.By)
				require.True(t, known && by.Once(roster.Write), "%x", m.By)
			}
		}
		require.Equal(t, roster.Facilitator, role(late, root))
	})
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// Strangers and the removed craft what they like: nothing comes of it.
func TestNobodyRaisesThemselves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := begin(t)
		require.NoError(t, r.Admit(root.key, ana.public, facilitator))
		require.NoError(t, r.Admit(ana.key, bo.public, delegate))
		require.NoError(t, r.Admit(bo.key, cy.public, participant))
		require.NoError(t, r.Remove(root.key, ana.print))
		require.NoError(t, r.Remove(root.key, bo.print))
		want := r.Members()
		for range rapid.IntRange(1, 12).Draw(t, "tries") {
			by := []person{ana, bo, cy, di}[rapid.IntRange(0, 3).Draw(t, "by")]
			on := []person{root, ana, bo, cy, di}[rapid.IntRange(0, 4).Draw(t, "on")]
			as := []roster.Standing{facilitator, participant, delegate, {Role: roster.Removed}}[rapid.IntRange(0, 3).Draw(t, "as")]
			_, err := r.Take(r.Craft(by.key, on.public, as, func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choose") }))
			require.NoError(t, err)
		}
		require.Equal(t, want, r.Members())
	})
}

func TestASignatureIsForOneMark(t *testing.T) {
	m := roster.Mark{Actor: string(ana.print[:8]) + "12345678", Seq: 7, Hash: sha256.Sum256([]byte("change"))}
	s := roster.Sign(ana.key, "w1", m)
	require.True(t, roster.Verify(ana.public, "w1", m, s))
	require.False(t, roster.Verify(bo.public, "w1", m, s))
	require.False(t, roster.Verify(ana.public, "w2", m, s))
	for _, bad := range []roster.Mark{{m.Actor + "x", 7, m.Hash}, {m.Actor, 8, m.Hash}, {m.Actor, 7, [32]byte{}}} {
		require.False(t, roster.Verify(ana.public, "w1", bad, s))
	}
	require.False(t, roster.Verify(ana.public, "w1", m, s[:63]))
	require.False(t, roster.Verify(nil, "w1", m, s))
}

// FuzzOpen: whatever is read encodes to what reads as the same, and nothing that was not
// signed counts.
func FuzzOpen(f *testing.F) {
	r := begin(f)
	f.Add(r.Encode())
	require.NoError(f, r.Admit(root.key, ana.public, delegate))
	require.NoError(f, r.Admit(ana.key, bo.public, participant))
	require.NoError(f, r.Remove(root.key, ana.print))
	f.Add(r.Encode())
	honest := map[wire.Fingerprint]bool{root.print: true, ana.print: true, bo.print: true}
	f.Fuzz(func(t *testing.T, in []byte) {
		got, err := roster.Open(r.Session(), "w1", in)
		if err != nil {
			return
		}
		again, err := roster.Open(r.Session(), "w1", got.Encode())
		require.NoError(t, err)
		require.Equal(t, got.Members(), again.Members())
		for _, m := range got.Members() {
			require.True(t, honest[m.Fingerprint])
		}
	})
}
