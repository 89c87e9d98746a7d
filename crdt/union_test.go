package crdt_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt"
)

func TestUnionOfTexts(t *testing.T) {
	for _, c := range [][3]string{
		{"", "", ""}, {"a", "", "a"}, {"waits", "waits", "waits"},
		{"waits", "waits long", "waits long"}, {"who waits", "waits long", "who waits long"},
		{"ab", "cd", "abcd"}, {"grüße 🙂", "grüße an 🙂", "grüße an 🙂"},
	} {
		require.Equal(t, c[2], crdt.Union(c[0], c[1]))
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.StringMatching("[ab 🙂]{0,12}").Draw(t, "a"), rapid.StringMatching("[ab 🙂]{0,12}").Draw(t, "b")
		both := crdt.Union(a, b)
		require.LessOrEqual(t, utf8.RuneCountInString(both), utf8.RuneCountInString(a)+utf8.RuneCountInString(b))
		for _, one := range []string{a, b} {
			left := []rune(one)
			for _, r := range both {
				if len(left) > 0 && left[0] == r {
					left = left[1:]
				}
			}
			require.Empty(t, left, "%q is read in %q", one, both)
		}
	})
}
