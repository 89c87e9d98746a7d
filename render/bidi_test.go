package render_test

import (
	"image"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

const (
	hebrew = "שלום עולם זה טקסט ארוך מספיק כדי לגלוש לכמה שורות"
	arabic = "مرحبا بالعالم هذا نص طويل بما يكفي ليمتد على عدة أسطر"
)

// ids are the glyphs of single characters: what they are in a longer text, unless they join.
func ids(t *testing.T, runes string) []uint32 {
	t.Helper()
	var all []uint32
	for _, r := range runes {
		g := shaper().Glyphs(string(r))
		require.Len(t, g, 1)
		all = append(all, g[0].ID)
	}
	if slices.Contains(all, 0) {
		t.Skip("no font of this computer has these letters")
	}
	return all
}

// seen are the glyphs of a text as they stand from left to right, blanks left out.
func seen(text string) []uint32 {
	blank := shaper().Glyphs("x x")
	var all []uint32
	for _, g := range shaper().Glyphs(text) {
		if len(blank) < 3 || g.ID != blank[1].ID {
			all = append(all, g.ID)
		}
	}
	return all
}

func reversed(ids []uint32) []uint32 {
	ids = slices.Clone(ids)
	slices.Reverse(ids)
	return ids
}

func without(all []uint32, blank uint32) []uint32 {
	return slices.DeleteFunc(slices.Clone(all), func(id uint32) bool { return id == blank })
}

func TestRightToLeftIsSeenFromTheRight(t *testing.T) {
	abg, latin := ids(t, "אבג"), ids(t, "xyz")
	require.Equal(t, reversed(abg), seen("אבג"))
	blank := shaper().Glyphs("א ב")[1].ID
	require.Equal(t, slices.Concat(latin, reversed(abg), latin), without(seen("xyz אבג xyz"), blank), "in a sentence from left to right")
	require.Equal(t, slices.Concat(reversed(abg), latin, reversed(abg)), without(seen("אבג xyz אבג"), blank), "and the other way round")
	digits := ids(t, "123")
	require.Equal(t, slices.Concat(digits, reversed(abg)), without(seen("אבג 123"), blank), "numbers read from the left everywhere")
}

func TestArabicLettersJoin(t *testing.T) {
	alone := ids(t, "مرحبا")
	require.NotEqual(t, reversed(alone), seen("مرحبا"))
	require.LessOrEqual(t, len(seen("مرحبا")), len(alone))
}

func TestMarksStandOnTheirLetters(t *testing.T) {
	sh := shaper()
	width := func(text string) float64 {
		lines, _ := sh.Lines(text)
		require.Len(t, lines, 1)
		return lines[0].Width
	}
	for _, mark := range []string{"\u0301", "\u0323", "\u0308\u0304"} {
		require.InDelta(t, width("noon"), width("no"+mark+"on"), 0.6, "%q", mark)
	}
	require.InDelta(t, width("für"), width("fu\u0308r"), 0.6)
}

func TestAFamilyIsNeverMoreThanItsFaces(t *testing.T) {
	places := func(text string) int {
		at := make(map[int]bool)
		for _, g := range shaper().Glyphs(text) {
			at[int(g.X)] = true
		}
		return len(at)
	}
	require.LessOrEqual(t, places("👩‍👩‍👧‍👦x"), 5, "joiners take no room")
	require.LessOrEqual(t, places("❤️x"), 2)
}

// Paragraphs that begin from right to left lie at the right, others at the left: as ink on
// the picture, whatever fonts there are.
func TestParagraphsLieWhereTheyBegin(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		right bool
	}{
		"Hebrew":             {hebrew, true},
		"Arabic":             {arabic, true},
		"Arabic, then Latin": {"نعم ok", true},
		"German":             {"Donaudampfschifffahrtsgesellschaftskapitän zahlt", false},
		"Latin, then Hebrew": {"ok שלום", false},
	} {
		for _, size := range workshop.NoteSizes() {
			n := workshop.Note{Text: c.text, Size: size}
			img := inkOf(t, n)
			least := method.SizeOf(&n)
			left, right := inkSpan(img)
			const bearing = 4 // letters keep a little air beside them
			if c.right {
				require.InDelta(t, least.W-render.NotePadding, right, bearing, "%s, %q", name, size)
			} else {
				require.InDelta(t, float64(render.NotePadding), left, bearing, "%s, %q", name, size)
			}
			require.GreaterOrEqual(t, left, float64(render.NotePadding-bearing), "%s, %q", name, size)
			require.LessOrEqual(t, right, least.W-render.NotePadding+bearing, "%s, %q", name, size)
		}
	}
}

// inkOf paints a note of one colour without its foot.
func inkOf(t *testing.T, n workshop.Note) *image.RGBA {
	t.Helper()
	s := oneNote(t, n.Text)
	d, err := workshop.Resize{Notes: []workshop.NoteID{"only"}, Size: n.Size}.Plan(s)
	require.NoError(t, err)
	return build(s.With(d), render.Options{Style: render.Light()}).PaintNote("only", 1)
}

// inkSpan is where ink begins and ends across a note, from its left edge; the last rows,
// with the mark of the colour, are left out.
func inkSpan(img *image.RGBA) (left, right float64) {
	const margin = render.NoteMargin
	left, right = 1e6, -1
	for y := margin + 2; y < img.Rect.Dy()-margin-16; y++ {
		for x := margin + 2; x < img.Rect.Dx()-margin-2; x++ {
			if img.RGBAAt(x, y).R < 0x90 {
				left, right = min(left, float64(x-margin)), max(right, float64(x+1-margin))
			}
		}
	}
	return left, right
}

// Whatever a person pastes is set, quickly, and the note can be seen and taken hold of.
func TestHostileTextsEndWell(t *testing.T) {
	emoji := strings.Repeat("😀", workshop.MaxText)
	for name, c := range map[string]struct {
		text        string
		least, most float64 // height
	}{
		"a word of 4,000 characters":   {strings.Repeat("w", 4_000), 3_000, 8_000},
		"4,000 emoji":                  {emoji, 1_000, 20_000},
		"NULs":                         {strings.Repeat("\x00", 4_000), method.NoteH, method.NoteH},
		"zero width":                   {strings.Repeat("\u200b\u2060\ufeff", 1_300), method.NoteH, method.NoteH},
		"overrides":                    {"\u202e" + strings.Repeat("\u202d\u202e", 900) + "abc", method.NoteH, method.NoteH},
		"newlines":                     {strings.Repeat("\n", 200), 2_000, 4_000},
		"joiners":                      {strings.Repeat("\u200d", 4_000), method.NoteH, method.NoteH},
		"an address that does not end": {"https://" + strings.Repeat("a", 3_900), 2_000, 8_000},
	} {
		sh, err := render.NewShaper()
		require.NoError(t, err)
		sh.LoadFonts()
		size := sh.Measure(&workshop.Note{Text: c.text})
		require.Equal(t, float64(method.NoteW), size.W, name)
		require.GreaterOrEqual(t, size.H, c.least, name)
		require.LessOrEqual(t, size.H, c.most, name)
	}
	plain, mirrored := shaper().Glyphs("abc"), shaper().Glyphs("\u202eabc")
	require.Equal(t, plain, mirrored, "an override turns nothing round")
}
