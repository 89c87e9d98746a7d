package wire

// Limits hold when a message is made and when it is read.
const (
	// Version is the protocol's: laptops that name another do not talk further.
	Version = 2

	// MaxChange is the greatest length of one change, in bytes: its chunk, and 512 for who
	// vouches for it.
	MaxChange = 1<<20 + 512
	// MaxFrame is the greatest length of kind and body: one change and 4 KiB around it.
	MaxFrame = MaxChange + 4<<10
	// MaxHandshake is the greatest length of a frame before the other side is known.
	MaxHandshake = 64 << 10

	// MaxChunks is how many changes one BATCH carries at most.
	MaxChunks = 2000
	// BatchTarget is the size, in bytes, that a sender of several changes stays under.
	// A single greater change travels alone.
	BatchTarget = 256 << 10
	// MaxSnapshot is the greatest saved document, in bytes.
	MaxSnapshot = 64 << 20
	// SnapshotPart is the length of each part of a snapshot but the last, in bytes.
	SnapshotPart = 256 << 10

	// MaxBlob is the greatest picture, in bytes.
	MaxBlob = 2 << 20
	// BlobPart is the length of each part of a blob but the last, in bytes.
	BlobPart = 64 << 10

	// MaxActors is how many actors one HAVE or WANT names at most.
	MaxActors = 40_000
	// MaxActor is the longest actor id, in bytes.
	MaxActor = 32
	// MaxHeads is how many heads one HAVE names at most.
	MaxHeads = 1024
	// MaxHead is the longest head, in bytes.
	MaxHead = 32

	// NearLen is how many bytes of a fingerprint tell members apart in a HAVE.
	NearLen = 8
	// MaxMembers is how many members one ADMIT lists at most.
	MaxMembers = 64
	// MaxAddresses is how many addresses a member has at most.
	MaxAddresses = 8
	// MaxAddress is the longest host:port, in bytes.
	MaxAddress = 80
	// MaxName is the longest name of a person, in bytes of UTF-8.
	MaxName = 40
	// MaxColor is the longest colour, in bytes.
	MaxColor = 16
	// MaxApp is the longest application version, in bytes.
	MaxApp = 40
	// MaxTitle is the longest title of a workshop, in bytes of UTF-8.
	MaxTitle = 200
	// MaxID is the longest id of a workshop, canvas or note, in bytes.
	MaxID = 64
	// MaxFunction is the longest functional area, in bytes of UTF-8, and MaxRole the longest
	// name of a role.
	MaxFunction = 40
	MaxRole     = 16
	// MaxAskers is how many wait at one door at most, and how many names a WAIT has.
	MaxAskers = 32
	// MaxSetting is the longest value of a setting of the door, in bytes.
	MaxSetting = 100
	// MaxOpenFor is how long a door is open at most before it needs another word, in seconds.
	MaxOpenFor = 24 * 60 * 60
	// MaxRoster is the longest signed roster, in bytes, and MaxAdmitRoster how much of it
	// travels in an ADMIT.
	MaxRoster      = 384 << 10
	MaxAdmitRoster = 32 << 10
	// MaxReason is the longest explanation in a BYE, in bytes of UTF-8.
	MaxReason = 200
	// MaxSelection is how many notes one PRESENCE names as selected at most, and how many
	// as in the hand.
	MaxSelection = 32
	// MaxTrail is how many points of a laser pointer one PRESENCE carries at most, and
	// MaxTrailLast the greatest number of one.
	MaxTrail     = 16
	MaxTrailLast = 1 << 53
	// MaxInstruction is the longest instruction of a MOMENT, in bytes of UTF-8.
	MaxInstruction = 240
	// MaxMoment is the greatest number of a MOMENT, and MaxTimer the longest timer and the
	// greatest age, in milliseconds.
	MaxMoment = 1 << 53
	MaxTimer  = 24 * 60 * 60 * 1000
)
