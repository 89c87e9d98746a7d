package say

// Together.
const (
	PeopleTab    = "People"
	PeopleTip    = "Who is here"
	PeopleAlone  = "Only you as yet"
	PeopleTeach  = "Let others in with Share. Who comes is listed here: follow them, or see where they are."
	Follow       = "Follow"
	FollowAsk    = "Follow a person…"
	Unfollow     = "Stop following"
	ShowWhere    = "Show me where they are"
	ShowMe       = "Show me"
	ShowWhereAsk = "Show me where a person is…"
	NobodyHere   = "Nobody else is on a canvas now"
	CallAll      = "Bring everyone here"
	CallTip      = "Asks everyone to look where you look. Nobody is moved who does not want to."
	Called       = "Everyone is asked to look here."
	CallWait     = "You asked a moment ago. Give people time to answer."
	CallNobody   = "Nobody else is here"
	CallGo       = "Go"
	CallNot      = "Not now"
	CallMute     = "Not again"
	CallsMuted   = "Colleagues no longer ask you to look. Turn it on again under View, People."
	CallsOn      = "Let colleagues ask me to look"
	CallsOff     = "Do not let colleagues ask me to look"
	CursorsAll   = "Show others' cursors: all"
	CursorsSome  = "Show others' cursors: those who move"
	CursorsNone  = "Show others' cursors: none"
	Writing      = "writing"
	Watching     = "watching"
	NotOnCanvas  = "not on a canvas"
	NotFollowing = "You follow nobody"
)

// FollowingNow says whose view this person's goes along with.
func FollowingNow(name string) string { return "Following " + name + " · Esc stops" }

// AsksToLook says who wants to be looked at.
func AsksToLook(name string) string { return name + " asks you to look here" }
