package words_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/rand"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/assets/words"
)

func TestListIsTheOriginalWithUniquePrefixes(t *testing.T) {
	all := words.All()
	require.Len(t, all, words.Count)
	seen := map[string]string{}
	for _, w := range all {
		require.Empty(t, seen[w[:words.Prefix]], w)
		seen[w[:words.Prefix]] = w
	}
	raw, err := os.ReadFile("eff_short_2_0.txt")
	require.NoError(t, err)
	sum := sha256.Sum256(raw)
	require.Equal(t, "7aa57a4d3ecf6581729992bad9575bacdebf7c28378af2aec6a50f11aec326f5", hex.EncodeToString(sum[:]))
}

func TestParseTakesWhatPeopleType(t *testing.T) {
	for typed, want := range map[string]string{
		"aardvark abyss":       "aardvark abyss",
		" AARdvark,  abyss.\n": "aardvark abyss",
		"aar-aby":              "aardvark abyss",
		"yo-yo aardvark":       "yo-yo aardvark",
		"aardvark-yo-yo":       "", // ambiguous hyphens: yo is too short to stand alone
		"zzz":                  "",
		"aa":                   "",
		"aardvarks":            "",
		"":                     "",
		"ääk abyss":            "",
	} {
		got, err := words.Parse(typed)
		if want == "" {
			require.ErrorIs(t, err, words.ErrUnknown, typed)
			continue
		}
		require.NoError(t, err, typed)
		require.Equal(t, want, got, typed)
	}
	_, err := words.Parse(strings.Repeat("aardvark ", 10_000))
	require.ErrorIs(t, err, words.ErrUnknown)
}

func TestPickedWordsParseBackCutOrWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed")))
		code, err := words.Pick(random, words.RoomCode)
		require.NoError(t, err)
		require.Len(t, strings.Fields(code), words.RoomCode)
		typed := strings.Fields(code)
		for i, w := range typed {
			typed[i] = strings.ToUpper(w[:rapid.IntRange(words.Prefix, len(w)).Draw(t, "cut")])
		}
		back, err := words.Parse(strings.Join(typed, "  "))
		require.NoError(t, err)
		require.Equal(t, code, back)
	})
}

func TestPickReportsFailingRandomness(t *testing.T) {
	_, err := words.Pick(bytes.NewReader([]byte{1}), words.RoomCode)
	require.Error(t, err)
}

func TestSuggestIsBounded(t *testing.T) {
	require.Equal(t, []string{"aardvark", "abandoned"}, words.Suggest("A", 2))
	require.Empty(t, words.Suggest("zzz", 5))
}
