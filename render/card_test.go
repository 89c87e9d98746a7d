package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/render"
	"throughline.app/workshop"
)

// card is a workshop whose first note is a card of a kind and says values of fields.
func card(t require.TestingT, kind string, values map[string]string) (*workshop.Snapshot, workshop.NoteID) {
	s, id := workshoptest.Spec{Notes: 2, Stages: 2, Lanes: 4, People: 1}.Snapshot(), workshop.NoteID(workshoptest.ID("n", 0))
	d, err := workshop.Together{
		workshop.TurnInto{Notes: []workshop.NoteID{id}, Kind: kind}, workshop.SetFunctions{Notes: []workshop.NoteID{id}},
	}.Plan(s)
	require.NoError(t, err)
	s = s.With(d)
	for key, v := range values {
		d, err := workshop.SetTyped{Notes: []workshop.NoteID{id}, Key: key, Value: v}.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	return s, id
}

func TestWhatIsMarkedStandsAtTheFootBeforeItsAuthor(t *testing.T) {
	s, id := card(t, "frontstage", map[string]string{"channel": "Web", "outside": "Partner"})
	author := s.AuthorName(s.Notes.Get(id).Author)
	sc := build(s, render.Options{Authors: true})
	require.Equal(t, "Web · Partner ↗ · "+author, sc.FootWords(id, 1_000))
	require.Equal(t, "Web · Partner ↗", sc.FootWords(id, 75), "who wrote it gives way first")
	require.Equal(t, "Web · Partner ↗", build(s, render.Options{}).FootWords(id, 1_000))

	s, id = card(t, "of-a-later-version", map[string]string{"channel": "Web"})
	require.Equal(t, author, build(s, render.Options{Authors: true}).FootWords(id, 1_000), "nobody says what is marked on it")
}

func TestWhatElseIsSaidFollowsAsFarAsThereIsRoom(t *testing.T) {
	s, id := card(t, "frontstage", map[string]string{
		"channel": "Web", "evidence": "data", "owner": "Ana", "order": "2", "lever": "A contract that ends in June",
	})
	author := s.AuthorName(s.Notes.Get(id).Author)
	sc := build(s, render.Options{Authors: true})
	require.Equal(t, "2. · Web · data · A contract that… · Owner Ana · "+author, sc.FootWords(id, 1_000))
	require.Equal(t, "2. · Web +3", sc.FootWords(id, 50))
	require.Equal(t, "2. · Web · data +2", sc.FootWords(id, 130))
	require.Equal(t, "2. · Web", sc.FootWords(id, 38), "what is marked goes before")
	for w := 40.0; w < 300; w += 10 {
		require.True(t, sc.FootFits(sc.FootWords(id, w), w))
	}

	s, id = card(t, "opportunity", map[string]string{"impact": "4"})
	require.Equal(t, "Effect 4", build(s, render.Options{}).FootWords(id, 100))
}

func TestAFootIsCutSoThatItsSignIsSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, id := card(t, "frontstage", map[string]string{
			"channel": rapid.StringMatching(`[A-Z][a-z]{0,30}`).Draw(t, "channel"),
			"outside": rapid.StringMatching(`[A-Z][a-z]{0,12} [a-z]{1,30}`).Draw(t, "outside"),
		})
		sc, width := build(s, render.Options{Authors: true}), rapid.Float64Range(75, 200).Draw(t, "width")
		words := sc.FootWords(id, width)
		require.True(t, sc.FootFits(words, width), words)
		first, last, _ := strings.Cut(words, " · ")
		require.NotEmpty(t, first)
		require.Contains(t, last, "↗")
		require.False(t, strings.HasSuffix(words, "…"), words)
	})
}

func TestShapesTellCardsFromNotes(t *testing.T) {
	plain, _ := card(t, "action", nil)
	seen := [][]byte{paint(build(plain, render.Options{Style: render.Light()}), 1).Pix}
	for _, kind := range []string{"segment", "moment", "decision"} {
		s, _ := card(t, kind, nil)
		pix := paint(build(s, render.Options{Style: render.Light()}), 1).Pix
		for _, other := range seen {
			require.False(t, bytes.Equal(other, pix), kind)
		}
		seen = append(seen, pix)
	}
}
