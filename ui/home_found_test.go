package ui_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/uitest"
)

const someWords = "abandoned bagpipe jobholder wristwatch yodel"

func address(d *desk) *panel.Field {
	return find(d, func(f *panel.Field) bool { return f.PlaceHolder == say.AddressHint })
}

func TestHomeListsTheWorkshopsOfTheRoomAndOnlyTheWordsAreTyped(t *testing.T) {
	d := open(t, ana)
	d.untilText(say.RoomListening)
	d.backend.Hear(
		ui.FoundWorkshop{Title: "BrightFibre", Host: "Ana Moreau", Laptops: 12, Addrs: []string{"10.99.0.7:4717"}},
		ui.FoundWorkshop{Laptops: 3, Addrs: []string{"10.99.0.9:4717"}})
	d.untilText("hosted by Ana Moreau · 12 laptops")
	require.NotNil(t, d.label(say.RoomFound))
	require.NotNil(t, d.label("at 10.99.0.9:4717 · 3 laptops"))
	test.Tap(d.card("BrightFibre, hosted by Ana Moreau · 12 laptops"))
	require.Equal(t, "10.99.0.7:4717", address(d).Text)
	find(d, func(*panel.WordBoxes) bool { return true }).Paste(0, someWords)
	d.press("Join")
	d.untilText("the canvas")
	require.Equal(t, []string{someWords + " at 10.99.0.7:4717"}, d.backend.Joined())
}

func TestWordsWithoutAnAddressGoToTheWorkshopOfTheRoom(t *testing.T) {
	d := open(t, ana)
	find(d, func(*panel.WordBoxes) bool { return true }).Paste(0, someWords)
	d.press("Join")
	d.untilText("the canvas")
	require.Equal(t, []string{someWords + " at "}, d.backend.Joined())
}

// Enter behind the fifth word joins, and the keyboard is all that it takes.
func TestEnterBehindTheLastWordJoins(t *testing.T) {
	d := open(t, ana)
	boxes := find(d, func(*panel.WordBoxes) bool { return true })
	boxes.Paste(0, someWords)
	boxes.OnEnter()
	require.Empty(t, d.backend.Joined(), "none is heard of: the address is typed next")
	d.backend.Hear(ui.FoundWorkshop{Title: "BrightFibre", Addrs: []string{"10.99.0.7:4717"}})
	d.untilText("at 10.99.0.7:4717")
	boxes.OnEnter()
	d.untilText("the canvas")
	require.Equal(t, []string{someWords + " at "}, d.backend.Joined())
}

func TestAWorkshopThatOneWasInOpensWithoutWords(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText(say.RoomListening)
	d.backend.Hear(ui.FoundWorkshop{ID: "a", Title: "BrightFibre", Addrs: []string{"10.99.0.7:4717"}})
	d.until("the card", func() bool { return d.card("BrightFibre, you were in it · at 10.99.0.7:4717") != nil })
	d.press(say.RoomGoOn)
	d.untilText("the canvas")
}

func TestAPastedLinkFillsEverythingAndIsUsedWhole(t *testing.T) {
	d := open(t, ana)
	link := "throughline://join?a=10.99.0.7%3A4717&f=00&s=00&w=abandoned+bagpipe+jobholder+wristwatch+yodel"
	address(d).SetText("Come: " + link + "\n")
	require.Equal(t, "10.99.0.7:4717", address(d).Text)
	d.press("Join")
	d.untilText("the canvas")
	require.Equal(t, []string{someWords + " at " + link}, d.backend.Joined())
}

func TestASearchWithoutSuccessSaysWhatToDoInstead(t *testing.T) {
	apart := errors.New("apart")
	d := open(t, func(b *uitest.Backend) {
		b.Apart = apart
		b.Sentence[apart] = [2]string{"Only the router answers.", "Start a hotspot."}
	})
	d.press(say.SearchNetwork)
	d.untilText("Only the router answers. Start a hotspot.")
}
