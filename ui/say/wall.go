package say

import "fmt"

// The wall.
const (
	WallAsk   = "Show the wall"
	WallShow  = "Show on the wall"
	WallJoin  = "Join with"
	WallAskIn = "Ask to join with"
)

// WallTitle is the title of the wall's window.
func WallTitle(workshop string) string { return workshop + " – " + Product + ", wall" }

// WallIn tells how many people are in, "" for nobody.
func WallIn(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d in the room", n)
}
