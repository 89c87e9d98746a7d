package crowd

import "fmt"

// A Report says how a room held.
type Report struct {
	People      int     `json:"people"`
	Seconds     float64 `json:"seconds"`   // that they worked
	Acts        int     `json:"acts"`      // notes written, moved, recoloured, grouped, steps taken back
	Notes       int     `json:"notes"`     // written
	CameBack    int     `json:"came_back"` // times that somebody left and came back
	Failed      int     `json:"failed"`    // acts that could not be done
	Seen        int     `json:"seen"`      // arrivals that were timed
	P50         float64 `json:"p50_ms"`    // from one's hand to another's snapshot
	P95         float64 `json:"p95_ms"`
	P99         float64 `json:"p99_ms"`
	SlowestJoin float64 `json:"slowest_join_ms"` // from words to the workshop
	Lost        int     `json:"lost"`            // notes that somebody lacks at the end
	Equal       bool    `json:"equal"`           // whether all hold the same at the end
	MemoryMB    float64 `json:"memory_mb"`       // of all laptops together, in this process
	CPUSeconds  float64 `json:"cpu_s"`           // of all laptops together while they worked
	CPUShare    float64 `json:"cpu_share"`       // of this machine's processors, 0 to 1
	Elsewhere   bool    `json:"elsewhere"`       // the workshop was on another laptop
	Stopped     bool    `json:"stopped"`         // before its time
	Holds       bool    `json:"holds"`
	Verdict     string  `json:"verdict"`
}

// From where a hand and a colleague's eye are at odds, in milliseconds; and the share of a
// machine beyond which nothing is left for the window.
const (
	easyMS, fairMS       = 100, 400
	easyShare, fairShare = 0.5, 0.85
)

// judge says in a sentence or two what a facilitator wants to know.
func (r Report) judge() (verdict string, holds bool) {
	what := "This laptop"
	if r.Elsewhere {
		what = "The network between this laptop and the other"
	}
	carries := fmt.Sprintf("holds %d people", r.People)
	switch {
	case r.Lost > 0:
		return fmt.Sprintf("%d notes did not reach everybody. Do not rely on this setting; please tell us.", r.Lost), false
	case !r.Equal:
		return "The laptops did not become equal in the end. Try again with fewer people, or on a cable.", false
	case r.Seen == 0:
		return "Too little was done to say anything. Let it run longer.", true
	case r.P95 <= easyMS && r.CPUShare <= easyShare:
		return what + " " + carries + " easily.", true
	case r.CPUShare > fairShare:
		return fmt.Sprintf("%s is busy to its limit with all %d laptops on it at once. In a room each has only its own share to do; try again with --at from a second laptop.", "This laptop", r.People), r.P95 <= fairMS
	case r.P95 <= fairMS:
		return what + " " + carries + ".", true
	case r.Elsewhere:
		return fmt.Sprintf("Nothing was lost, but the network is slow: one change in twenty took longer than %.0f ms. A cable or a hotspot of your own is better.", r.P95), false
	default:
		return fmt.Sprintf("Nothing was lost, but this laptop is slow with %d people: one change in twenty took longer than %.0f ms.", r.People, r.P95), false
	}
}
