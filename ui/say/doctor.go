package say

// The Connection doctor in Share.
const (
	Doctor      = "Connection doctor"
	DoctorLooks = "Looking at this network…"
	DoctorAgain = "Look again"
	TellWhat    = "On this network, everybody sees"
	TellQuiet   = "no title"
	TellTitle   = "title and your name"
)
