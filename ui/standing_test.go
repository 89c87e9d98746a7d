package ui

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/ui/theme"
)

func TestStanding(t *testing.T) {
	here := func(behind ...int) []Member {
		var m []Member
		for _, b := range behind {
			m = append(m, Member{Here: true, Behind: b})
		}
		return m
	}
	for _, c := range []struct {
		s    Status
		want string
	}{
		{Status{Saved: true}, "Saved on this laptop"},
		{Status{}, "Saving…"},
		{Status{Loading: true}, "Loading…"},
		{Status{Saved: true, Members: here(0, 0)}, "In step · 3 laptops"},
		{Status{Saved: true, Members: here(0, 3)}, "3 changes behind"},
		{Status{Saved: true, Members: here(1)}, "1 change behind"},
		{Status{Saved: true, Members: []Member{{Name: "gone", Behind: 9}}}, "Saved on this laptop"},
		{Status{Members: here(0), Trouble: "The disk is full."}, "Needs a look"},
	} {
		text, dot := standing(c.s)
		require.Equal(t, c.want, text)
		require.Equal(t, text == "Saved on this laptop" || text == "In step · 3 laptops", dot == theme.Good)
	}
}
