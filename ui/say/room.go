package say

import "fmt"

// What is shared in this room.
const (
	RoomListening = "No workshop is heard here yet. One that is shared on this network shows by itself."
	RoomFound     = "Workshops open on this network right now"
	RoomNoTitle   = "A workshop"
	RoomYours     = "you were in it"
	RoomGoOn      = "Go on"
	RoomPick      = "Now type its five words."
	SearchNetwork = "Search this network"
	SearchFound   = "Found. It is in the list above."
)

// Searching tells how far a search is.
func Searching(done, total int) string {
	return fmt.Sprintf("Knocking at every address of this network, once: %d of %d", done, total)
}

// HostedBy tells who shares a workshop and how many are in it; host may be empty and
// laptops 0, where it is not told.
func HostedBy(host, addr string, laptops int) string {
	s := "at " + addr
	if host != "" {
		s = "hosted by " + host
	}
	if laptops > 0 {
		s += " · " + Laptops(laptops)
	}
	return s
}

// MoreFound tells of workshops that are not in the list.
func MoreFound(n int) string {
	return fmt.Sprintf("and %d more; type the address of yours", n)
}
