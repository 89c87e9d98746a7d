package render_test

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

// difficult are texts that have broken programs.
var difficult = map[string]string{
	"nothing":          "",
	"a space":          " ",
	"spaces":           strings.Repeat(" ", 400) + "word" + strings.Repeat(" ", 400) + "word",
	"one long word":    strings.Repeat("W", 4000),
	"wide and narrow":  strings.Repeat("iW", 2000),
	"German":           "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen für Übergrößen",
	"Arabic":           "مرحبا بالعالم، هذا نص طويل بما يكفي ليمتد على عدة أسطر",
	"Hebrew":           "שלום עולם, זה טקסט ארוך מספיק כדי לגלוש לכמה שורות",
	"both directions":  "Call אבג 123 about مرحبا today, then שלום again (twice)",
	"Chinese":          strings.Repeat("顧客の旅", 40),
	"Thai":             strings.Repeat("สวัสดีชาวโลก", 12),
	"Hindi":            "नमस्ते दुनिया, यह पाठ कई पंक्तियों में जाता है",
	"emoji":            "👩‍👩‍👧‍👦 family 🇩🇪🇫🇷 ❤️ 👍🏽 " + strings.Repeat("😀", 60),
	"only joiners":     "\u200d\u200c\ufe0f\u200d",
	"joiners in words": "a\u200db\u200cc \u200d \ufe0f",
	"zero width":       "a\u200bb\u2060c\ufeffd",
	"overrides":        "\u202eevil\u202c \u2066x\u2069 \u061c",
	"controls":         "a\x00b\x1bc\rd\x7f\u0085e",
	"separators":       "one\u2028two\u2029three",
	"newlines":         strings.Repeat("\n", 4000),
	"lines":            strings.Repeat("a\n", 2000),
	"stacked":          "Z" + strings.Repeat("\u0301", 300) + " under" + strings.Repeat("\u0323", 300),
	"not UTF-8":        "a\xff\xfeb",
	"private use":      "\ue000\U000f0000\U0010ffff",
	"tags":             "🏴\U000e0067\U000e0062\U000e007f",
	"wide ligature":    strings.Repeat("﷽", 20),
	"tabs":             strings.Repeat("\t", 300) + "x",
}

func TestDifficultTexts(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for name, text := range difficult {
		t.Run(name, func(t *testing.T) {
			requireSet(t, text)
			s := oneNote(t, text)
			sc := build(s, render.Options{Style: render.Light()})
			for _, scale := range []float64{0.1, 0.5, 1.3, 4} {
				sc.Paint(img, sc.Bounds().Min, scale)
			}
			require.NotNil(t, sc.PaintNote("only", 0.5))
		})
	}
}

func TestAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		odd := rapid.SampledFrom([]rune("\u200d\u200c\ufe0f\u0301\u0323 \u00a0\n-/אم顧😀👩क्ष🇩\u202e\u2028ﷺ"))
		letter := rapid.OneOf(odd, rapid.Rune(), rapid.RuneFrom(nil, unicode.Latin, unicode.Arabic, unicode.Hebrew, unicode.Han, unicode.Thai, unicode.Devanagari, unicode.Mn))
		requireSet(t, rapid.StringOfN(letter, 0, 60, -1).Draw(t, "text"))
	})
}

// requireSet asks that a text is set within its note, whole, and the same every time.
func requireSet(t require.TestingT, text string) {
	sh := shaper()
	size := sh.Measure(&workshop.Note{Text: text})
	require.Equal(t, float64(method.NoteW), size.W)
	require.GreaterOrEqual(t, size.H, float64(method.NoteH))
	require.False(t, math.IsInf(size.H, 0) || math.IsNaN(size.H))
	lines, em := sh.Lines(text)
	require.NotEmpty(t, lines)
	require.GreaterOrEqual(t, size.H, float64(len(lines))*em)
	for i, l := range lines {
		if l.Glyphs > 1 { // a single one may be wider than any note
			require.LessOrEqual(t, l.Width, render.NoteTextW+0.02, "line %d of %d", i+1, len(lines))
		}
		require.GreaterOrEqual(t, l.Left, -2*em, "line %d", i+1)
		require.LessOrEqual(t, l.Right, render.NoteTextW+2*em, "line %d", i+1)
	}
}

func TestMeasureIsTheSameInEveryProcess(t *testing.T) {
	fresh, err := render.NewShaper()
	require.NoError(t, err)
	fresh.LoadFonts()
	for name, text := range difficult {
		n := &workshop.Note{Text: text}
		require.Equal(t, shaper().Measure(n), fresh.Measure(n), name)
	}
}

func TestWholeTextIsSet(t *testing.T) {
	for name, text := range map[string]string{
		"a long word": strings.Repeat("W", 4000),
		"words":       strings.Repeat("one date ", 400),
		"German":      difficult["German"],
		"Hebrew":      difficult["Hebrew"],
		"Chinese":     difficult["Chinese"],
	} {
		want := 0
		for _, r := range text {
			if r != ' ' {
				want++
			}
		}
		lines, _ := shaper().Lines(text)
		got := 0
		for _, l := range lines {
			got += l.Glyphs
		}
		require.GreaterOrEqual(t, got, want, name)
	}
}

func TestHiddenCharactersDrawNothing(t *testing.T) {
	sh := shaper()
	plain, _ := sh.Lines("evil twin")
	for _, text := range []string{"\u202eevil twin", "e\u200bvil\u2060 twin", "evil\x00 twin\r"} {
		lines, _ := sh.Lines(text)
		require.Equal(t, plain, lines, "%q", text)
	}
}

func TestLongTextGrowsTheNote(t *testing.T) {
	sh := shaper()
	height := func(s string) float64 { return sh.Measure(&workshop.Note{Text: s}).H }
	require.Equal(t, float64(method.NoteH), height("One date for box, engineer and port"))
	require.Greater(t, height(strings.Repeat("date ", 40)), float64(method.NoteH))
	require.Greater(t, height(strings.Repeat("\n", 4000)), 4000.0*10)
}

func TestTextCanBeRead(t *testing.T) {
	for name, style := range map[string]render.Style{"light": render.Light(), "dark": render.Dark()} {
		for _, c := range append(workshop.Colors(), "a colour of a later version") {
			ground, ink := style.ChipColors(c)
			requireContrast(t, ink, ground, "%s: chip %s", name, c)
			requireContrast(t, style.NoteInk, style.Note(c), "%s: note %s", name, c)
			requireContrast(t, style.AuthorInk(), style.Note(c), "%s: author on %s", name, c)
		}
		for on, ground := range map[string]color.NRGBA{"sheet": style.Sheet, "amber": style.Amber, "foot": style.Foot, "header": style.Tint} {
			requireContrast(t, style.Ink, ground, "%s: ink on %s", name, on)
			requireContrast(t, style.Quiet, ground, "%s: quiet on %s", name, on)
		}
		requireContrast(t, style.Accent, style.Tint, "%s: accent", name)
		requireContrast(t, color.NRGBA{R: 255, G: 255, B: 255, A: 255}, style.Chevron, "%s: chevron", name)
	}
}

func requireContrast(t *testing.T, ink, ground color.NRGBA, format string, args ...any) {
	mix := func(a, b uint8) float64 { return (float64(a)*float64(ink.A) + float64(b)*(255-float64(ink.A))) / 255 }
	a := luminance(mix(ink.R, ground.R), mix(ink.G, ground.G), mix(ink.B, ground.B))
	b := luminance(float64(ground.R), float64(ground.G), float64(ground.B))
	ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05)
	if ratio < 4.5 {
		t.Errorf("contrast %.2f: "+format, append([]any{ratio}, args...)...)
	}
}

func luminance(r, g, b float64) float64 {
	linear := func(v float64) float64 {
		if v /= 255; v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// oneNote is a workshop with a single note of any text.
func oneNote(t testing.TB, text string) *workshop.Snapshot {
	s := small(t)
	canvas := s.CanvasList()[0].ID
	d, err := workshop.AddNotes{Notes: []workshop.Note{{
		ID: "only", Color: workshop.Yellow, Order: "zz", Text: strings.ToValidUTF8(text, "\ufffd"),
		Place: workshop.Place{Canvas: canvas, Region: workshop.Region{Stage: s.StageList(canvas)[0].ID, Lane: s.LaneList(canvas)[0].ID}},
	}}}.Plan(s)
	require.NoError(t, err)
	return s.With(d)
}
