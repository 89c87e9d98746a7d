package workshop_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestMergeTextByExample(t *testing.T) {
	for _, c := range []struct{ base, mine, theirs, want string }{
		{"", "mine", "", "mine"},
		{"", "", "theirs", "theirs"},
		{"one date", "one firm date", "one date only", "one firm date only"},
		{"one date", "one firm date", "just one date", "just one firm date"},
		{"one date", "", "one date!", "!"},
		{"Übergabe", "Übergabe 1", "die Übergabe", "die Übergabe 1"},
		{"same", "changed", "changed", "changed"},
	} {
		require.Equal(t, c.want, workshop.MergeText(c.base, c.mine, c.theirs), "%+v", c)
	}
}

func TestMergeTextProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := workshoptest.Text()
		base, mine, theirs := text.Draw(t, "base"), text.Draw(t, "mine"), text.Draw(t, "theirs")
		require.Equal(t, mine, workshop.MergeText(base, mine, base))
		require.Equal(t, theirs, workshop.MergeText(base, base, theirs))
		require.Equal(t, mine, workshop.MergeText(base, mine, mine))
		merged := workshop.MergeText(base, mine, theirs)
		require.True(t, utf8.ValidString(merged))
		if mine != theirs {
			require.Contains(t, merged, workshop.SpliceOf(base, mine).Insert)
			require.Contains(t, merged, workshop.SpliceOf(base, theirs).Insert)
		}
	})
}

func TestMergeTextKeepsWhatEitherWrote(t *testing.T) {
	merged := workshop.MergeText("one date", "a firm day", "two dates")
	require.Contains(t, merged, "a firm")
	require.Contains(t, merged, "two")
}

func TestSpliceTurnsOneTextIntoTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := workshoptest.Text().Draw(t, "a"), workshoptest.Text().Draw(t, "b")
		s := workshop.SpliceOf(a, b)
		r := []rune(a)
		require.Equal(t, b, string(r[:s.At])+s.Insert+string(r[s.At+s.Delete:]))
		if a == b {
			require.Zero(t, s)
		}
	})
}

func TestLimits(t *testing.T) {
	require.NoError(t, workshop.CheckText(strings.Repeat("ä", workshop.MaxText)))
	require.ErrorIs(t, workshop.CheckText(strings.Repeat("ä", workshop.MaxText+1)), workshop.ErrTextTooLong)
	require.ErrorIs(t, workshop.CheckText("\xff"), workshop.ErrInvalid)
	require.Equal(t, "a b c", workshop.CleanName(" a\n\tb\u00a0\u2028c\x00 "))
	require.Empty(t, workshop.CleanName("\u1680\u3000\u0085"), "nobody could see it")
	require.Equal(t, workshop.MaxName, utf8.RuneCountInString(workshop.CleanName(strings.Repeat("長", 200))))
	require.NotEmpty(t, workshop.TextHash(""))
	require.NotEqual(t, workshop.TextHash("a"), workshop.TextHash("b"))
}

func TestNamedPersonIsAKey(t *testing.T) {
	require.Equal(t, workshop.NamedPerson("Zoë "), workshop.NamedPerson("ZOË"))
	rapid.Check(t, func(t *rapid.T) {
		id := workshop.NamedPerson(rapid.OneOf(rapid.String(), rapid.Just(strings.Repeat("長/\x01", 90))).Draw(t, "name"))
		require.Regexp(t, `^person/name:[^/\x00-\x1f]*$`, id.Ref().Key())
		require.LessOrEqual(t, len(id), 64)
		require.True(t, utf8.ValidString(string(id)))
		ref, ok := workshop.ParseKey(id.Ref().Key())
		require.True(t, ok)
		require.Equal(t, id.Ref(), ref)
	})
}
