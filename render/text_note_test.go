package render_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

func sized(text string, s workshop.NoteSize) *workshop.Note {
	return &workshop.Note{Text: text, Size: s}
}

func TestTextFitsFrom28To10AndThenTheNoteGrows(t *testing.T) {
	sh := shaper()
	last := 28.0
	for i, text := range []string{
		"Yes", "Price page", "Reports a slow Monday", "Calls to ask what is really included in the price",
		strings.Repeat("one date ", 12), strings.Repeat("one date ", 60),
	} {
		size := sh.LookOf(sized(text, workshop.Small)).Size
		if i == 0 {
			require.Equal(t, 28.0, size)
		}
		require.LessOrEqual(t, size, last, text)
		last = size
	}
	require.Equal(t, 10.0, last)
	require.Equal(t, float64(method.NoteH), sh.Measure(sized("Price page", workshop.Small)).H)
	require.Greater(t, sh.Measure(sized(strings.Repeat("one date ", 60), workshop.Small)).H, 200.0)
}

func TestLargerNotesTakeLargerText(t *testing.T) {
	sh := shaper()
	text := "Calls to ask what is really included"
	var last float64
	for i, s := range workshop.NoteSizes() {
		size := sh.LookOf(sized(text, s)).Size
		require.Greater(t, size, last)
		last = size
		require.Equal(t, method.SizeOf(sized("", s)), sh.Measure(sized(text, s)), "size %d", i)
	}
	require.Equal(t, method.SizeOf(sized("", workshop.Small)), sh.Measure(sized("", "of a later version")))
}

// A long word is set smaller before it is broken.
func TestAWordIsBrokenLast(t *testing.T) {
	sh := shaper()
	for _, word := range []string{"Kundenbindung", "Kündigungsfristen", "Glasfaseranschluss", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦"} {
		look := sh.LookOf(sized(word, workshop.Small))
		require.Equal(t, 1, look.Lines, word)
		require.Less(t, look.Size, 22.0, word)
	}
	look := sh.LookOf(sized("Donaudampfschifffahrtsgesellschaft", workshop.Small))
	require.Equal(t, render.TextLook{Size: 10, Lines: 2, Baseline: look.Baseline}, look)
	require.Equal(t, 1, sh.LookOf(sized("Donaudampfschifffahrtsgesellschaft", workshop.Large)).Lines)
}

// No larger step would have kept all words whole inside the least box, and the one that
// was chosen does, unless it is the smallest.
func TestTheLargestSizeThatFitsIsTaken(t *testing.T) {
	sh := shaper()
	rapid.Check(t, func(t *rapid.T) {
		text := workshoptest.Text().Draw(t, "text")
		s := rapid.SampledFrom(workshop.NoteSizes()).Draw(t, "size")
		n := sized(text, s)
		size, chosen := sh.Measure(n), sh.LookOf(n).Size
		for _, step := range render.TextSizes {
			fits := sh.Fits(text, step, s)
			switch {
			case step > chosen:
				require.False(t, fits, "%g would fit", step)
			case step == chosen && step > render.NoteTextMin:
				require.True(t, fits, "%g does not fit", step)
				require.Equal(t, method.SizeOf(n), size)
			}
		}
		require.Equal(t, method.SizeOf(n).W, size.W)
	})
}

func TestWordsWithoutASheetAreAsLargeAsTheirLetters(t *testing.T) {
	sh := shaper()
	at := func(text string, s workshop.NoteSize) workshop.Size {
		return sh.Measure(&workshop.Note{Text: text, Size: s, Shape: workshop.Words})
	}
	require.Less(t, at("Who", "").W, at("Who calls", "").W)
	require.Less(t, at("Who calls", "").H, at("Who calls", workshop.Large).H)
	require.LessOrEqual(t, at(strings.Repeat("who calls ", 40), "").W, float64(method.LargeW)+0.1)
	require.Positive(t, at("", "").W)
	tagged := workshop.Note{Text: "Who", Shape: workshop.Words, TagSet: workshop.TagSetOf("billing")}
	require.Greater(t, sh.Measure(&tagged).H, at("Who", "").H, "there is room for the tag")
}

// Every note is measured at layout: 5,000 new texts take at most 150 ms, known ones 5.
func BenchmarkMeasure(b *testing.B) {
	s := workshoptest.Big(5_000)
	var notes []*workshop.Note
	for _, n := range s.Notes.All() {
		notes = append(notes, n)
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			sh, err := render.NewShaper()
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			for _, n := range notes {
				sh.Measure(n)
			}
		}
	})
	b.Run("known", func(b *testing.B) {
		for b.Loop() {
			for _, n := range notes {
				shaper().Measure(n)
			}
		}
	})
}
