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

// AllChanges says that n changes are on the disk, which is all of them.
func AllChanges(n int) string {
	if n == 1 {
		return "the one change"
	}
	return "all " + Number(n) + " changes"
}
