// Package roster is who belongs to a shared session and what each may do there, as a set
// of signed statements that only grows: taken in any order, on any laptop, it says the same.
//
// The laptop that opened the room is the root; the session's id commits to its key, so
// nobody else can claim to be it. Everybody else is there by a [Statement]: who says it (the
// issuer), about whom (the subject), and what the subject is from then on: a role with or
// without the right to admit others, or removed. A statement names the statement that
// entitles its issuer, so each leads back to the root or is void.
//
// What holds, whatever arrives in whatever order:
//
//   - Nobody changes their own standing, the root's, or that of a facilitator who was
//     appointed before them: nearer to the root is earlier, then in the order in which one
//     appointed. So two facilitators can never remove each other.
//   - A participant who may admit lets people in, as participants, observers or walls, and
//     does nothing else. What a facilitator says about the same person comes first, so
//     nobody who was removed comes back that way.
//   - Who takes a right away names how far the statements made by that right count
//     (its holder's chain of statements, by hash). What is made later by it counts nowhere,
//     not even with an earlier number.
//   - Of two facilitators who speak about one person without knowing of each other, the one
//     who removes is followed, else the one nearer to the root.
//
// It refuses to know connections, words, and what a change of a document does. Statements
// travel in ADMIT and in ROSTER frames (docs/protocol.md); signatures of changes, which
// it also makes and checks ([Sign], [Verify]), travel with the changes.
//
// A [Roster] starts nothing and its methods are safe for concurrent use.
//
//	r, err := roster.Begin(rand.Reader, key, workshopID, "Ana", "Sales") // the room is opened
//	session := r.Session()
//	r.Admit(key, joinersPublicKey, roster.Standing{Role: roster.Participant, Name: "Zoë"})
//	send(r.Encode())
//
//	r, err := roster.Open(session, workshopID, received) // the one who joins
//	r.OnChange(func() { … })
//	if !r.May(fingerprint, roster.Enter) { … }
package roster
