package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestWebLinks(t *testing.T) {
	for text, want := range map[string][]string{
		"see https://example.org/a?b=c#d.":           {"https://example.org/a?b=c#d"},
		"(www.example.org), HTTP://X.org":            {"https://www.example.org", "http://X.org"},
		"https://en.wikipedia.org/wiki/A_(b) (more)": {"https://en.wikipedia.org/wiki/A_(b)"},
		"(https://example.org/a)":                    {"https://example.org/a"},
		"mailto:jo@example.org!":                     {"mailto:jo@example.org"},
		"„https://example.org“ …":                    {"https://example.org"},
		"one.two three.four":                         nil,
		"awww.example.org":                           nil,
		"http:// www. https://":                      nil,
		"javascript:alert(1) file:///etc/passwd":     nil,
		"https://exam\u202eple.org":                  {"https://exam"},
		"mailto:nobody":                              nil,
		"https://[bad":                               nil,
	} {
		var got []string
		for _, l := range workshop.WebLinks(text) {
			got = append(got, l.Target)
		}
		require.Equal(t, want, got, "%q", text)
	}
	for _, bad := range []string{"", "javascript:alert(1)", "file:///etc/passwd", "https://", "ssh://x", "ftp://x"} {
		require.False(t, workshop.CanOpen(bad), bad)
	}
}

func TestWebLinksOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.OneOf(workshoptest.Text(), rapid.SampledFrom([]string{"http://", "www.", "mailto:", "a@b", ".", "\xff", ")"})), 0, 6).Draw(t, "parts")
		text := ""
		for _, p := range parts {
			text += p
		}
		last := 0
		for _, l := range workshop.WebLinks(text) {
			require.GreaterOrEqual(t, l.Start, last)
			require.Greater(t, l.End, l.Start)
			require.LessOrEqual(t, l.End, len(text))
			require.True(t, workshop.CanOpen(l.Target))
			last = l.End
		}
	})
}
