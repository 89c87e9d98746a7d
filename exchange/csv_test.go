package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func target(t require.TestingT, s *workshop.Snapshot) exchange.Target {
	methods, err := method.Embedded()
	require.NoError(t, err)
	c := s.CanvasList()[0]
	return exchange.Target{Canvas: c.ID, Kind: method.Find(methods, c.Kind), NewID: counter(), Me: "me0000000000"}
}

// read imports a table into s and returns the snapshot after it.
func read(t require.TestingT, s *workshop.Snapshot, csv string) (*workshop.Snapshot, exchange.Report) {
	op, report, err := exchange.ReadCSV(strings.NewReader(csv), s, target(t, s))
	require.NoError(t, err)
	d, err := op.Plan(s)
	require.NoError(t, err)
	return s.With(d), report
}

// texts lists the notes of a workshop as stage/lane/text.
func texts(s *workshop.Snapshot) []string {
	var out []string
	for _, n := range s.NoteList(s.CanvasList()[0].ID) {
		st, l := s.Stages.Get(n.Place.Region.Stage), s.Lanes.Get(n.Place.Region.Lane)
		out = append(out, st.Name+"/"+l.Name+"/"+n.Text)
	}
	return out
}

func TestReadCSVAsProgramsWriteIt(t *testing.T) {
	want := []string{"Onboarding/Backstage/Prüfung, dann Port", "Advocacy/Opportunities/two\nlines"}
	plain := "stage,lane,text\nOnboarding,Backstage,\"Prüfung, dann Port\"\nAdvocacy,Opportunities,\"two\nlines\"\n"
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(plain)) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	for name, csv := range map[string]string{
		"plain":        plain,
		"mark":         "\ufeff" + plain,
		"windows ends": strings.ReplaceAll(plain, "\n", "\r\n"),
		"old mac ends": strings.ReplaceAll(plain, "\n", "\r"),
		"semicolons":   "Stage;LANE;Text\nonboarding;backstage;Prüfung, dann Port\nadvocacy;opportunities;\"two\nlines\"",
		"tabs":         "stage\tlane\ttext\nOnboarding\t Backstage \tPrüfung, dann Port\nAdvocacy\tOpportunities\t\"two\nlines\"\n",
		"other order":  "note,text,lane,stage\nx,\"Prüfung, dann Port\",Backstage,Onboarding\ny,\"two\nlines\",Opportunities,Advocacy\n",
		"utf-16":       string(utf16le),
		"windows-1252": strings.ReplaceAll(plain, "ü", "\xfc"),
		"empty rows":   "stage,lane,text\n\nOnboarding,Backstage,\"Prüfung, dann Port\"\n,,\nAdvocacy,Opportunities,\"two\nlines\"\n,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			s, report := read(t, workshoptest.Big(0), csv)
			require.Equal(t, want, texts(s))
			require.Equal(t, 2, report.Added)
			require.Empty(t, report.Refused)
		})
	}
}

func TestBadRowsAreRefusedWithRowAndReason(t *testing.T) {
	csv := "stage,lane,text,color\n" +
		"Onboarding,Backstage,good,\n" + // 2
		"Onboarding,Backstage,  ,\n" + // 3
		"Onbording,Backstage,typo,\n" + // 4
		"\n" + // 5, empty
		"Onboarding,Cellar,typo,\n" + // 6
		"Onboarding,Backstage,pink one,pink\n" + // 7
		"Onboarding,Backstage,\"two\nlines\",Violet\n" + // 8, on two lines of the file
		"Onboarding,Backstage," + strings.Repeat("ä", workshop.MaxText+1) + ",\n" + // 9
		"Onboarding,Backstage," + strings.Repeat("ä", workshop.MaxText) + ",\n" + // 10
		"Onboarding\n" // 11
	s, report := read(t, workshoptest.Big(0), csv)
	require.Equal(t, 3, report.Added)
	require.Equal(t, 3, s.Notes.Len())
	got := map[int]string{}
	for _, r := range report.Refused {
		got[r.Row] = r.Reason
	}
	require.Len(t, got, 6)
	require.Equal(t, "there is no text", got[3])
	require.Equal(t, `there is no stage "Onbording"`, got[4])
	require.Equal(t, `there is no lane "Cellar"`, got[6])
	require.Contains(t, got[7], `there is no colour "pink": use yellow`)
	require.Equal(t, "the text is longer than 4000 characters", got[9])
	require.Equal(t, "there is no text", got[11])
}

func TestAnUnclosedQuoteDoesNotSwallowTheRest(t *testing.T) {
	s, report := read(t, workshoptest.Big(0), "stage,lane,text\nOnboarding,Backstage,a 5\" cable\nOnboarding,Backstage,\"open\nOnboarding,Backstage,next\n")
	require.Equal(t, []string{`Onboarding/Backstage/a 5" cable`}, texts(s))
	require.Len(t, report.Refused, 1)
	require.Equal(t, 3, report.Refused[0].Row)
	require.Contains(t, report.Refused[0].Reason, "never closed")
}

func TestNotATable(t *testing.T) {
	s := workshoptest.Big(0)
	for _, csv := range []string{"", "\n\n", "stage,text\nOnboarding,x\n", "Onboarding,Backstage,x\n", "\x00\x01\x02"} {
		op, _, err := exchange.ReadCSV(strings.NewReader(csv), s, target(t, s))
		require.ErrorIs(t, err, exchange.ErrNoTable, "%q", csv)
		require.Empty(t, op)
	}
	_, _, err := exchange.ReadCSV(endless{}, s, target(t, s))
	require.ErrorIs(t, err, exchange.ErrTooLarge)
	_, _, err = exchange.ReadCSV(failing{}, s, target(t, s))
	require.ErrorIs(t, err, errDisk)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

var errDisk = errors.New("disk")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errDisk }

func TestAuthorsColoursAndCategories(t *testing.T) {
	s := workshoptest.Big(0) // Person 1 is there, and the category "Dates that hold"
	s, report := read(t, s, "stage,lane,text,author,colour,function,category,votes\n"+
		"Awareness,Opportunities,a,person 1,,Sales,dates that hold,3\n"+
		"Awareness,Frontstage,b,Zoë Öz,coral,Network,Old maps,\n"+
		"Awareness,Frontstage,c,ZOË ÖZ,,,old maps,\n"+
		"Awareness,Frontstage,d,,,,,\n")
	require.Equal(t, []string{"votes"}, report.Ignored)
	byText := map[string]*workshop.Note{}
	for _, n := range s.Notes.All() {
		byText[n.Text] = n
	}
	require.Equal(t, "Person 1", s.AuthorName(byText["a"].Author))
	require.Equal(t, workshop.PersonID(workshoptest.ID("p", 0)), byText["a"].Author)
	require.Equal(t, workshop.CategoryID(workshoptest.ID("g", 1)), byText["a"].Category)
	require.Equal(t, workshop.Yellow, byText["a"].Color)
	require.Equal(t, "opportunity", byText["a"].Kind)
	require.Equal(t, "Sales", byText["a"].Function)

	require.Equal(t, workshop.NamedPerson("Zoë Öz"), byText["b"].Author)
	require.Equal(t, byText["b"].Author, byText["c"].Author)
	zoe := s.People.Get(byText["b"].Author)
	require.Equal(t, "Zoë Öz", zoe.Name)
	require.Equal(t, "Network", zoe.Function)
	require.Regexp(t, `^#[0-9A-F]{6}$`, zoe.Hue)
	require.Equal(t, workshop.Coral, byText["b"].Color)
	require.Equal(t, workshop.Green, byText["c"].Color)
	require.Equal(t, byText["b"].Category, byText["c"].Category)
	require.Equal(t, "Old maps", s.Categories.Get(byText["b"].Category).Name)
	require.Equal(t, workshop.PersonID("me0000000000"), byText["d"].Author)
}

func TestImportedNotesCoverNothing(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("stage,lane,text\n")
	for i := range 60 {
		fmt.Fprintf(&csv, "Onboarding,Backstage,%s\n", strings.Repeat("word ", 1+i%30))
	}
	s, _ := read(t, workshoptest.Big(200), csv.String())
	var boxes []workshop.Rect
	for _, n := range s.NoteList(s.CanvasList()[0].ID) {
		st, l := s.Stages.Get(n.Place.Region.Stage), s.Lanes.Get(n.Place.Region.Lane)
		if st.Name != "Onboarding" || l.Name != "Backstage" {
			continue
		}
		box := workshop.RectAt(n.Place.At, method.Estimate(n))
		for _, other := range boxes {
			require.False(t, strings.HasPrefix(n.Text, "word") && box.Overlaps(other))
		}
		boxes = append(boxes, box) // the older notes, which may lie on each other, come first
	}
	require.Len(t, boxes, 70)
}

func TestABigTableComesInQuickly(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("stage,lane,text,author\n")
	for i := range 20_000 {
		fmt.Fprintf(&csv, "Retention,Frontstage,%s %d,Person %d\n", strings.Repeat("word ", 8), i, i%2_000)
	}
	s := workshoptest.Big(0)
	to, measured := target(t, s), 0
	to.Measure = func(n *workshop.Note) workshop.Size { measured++; return method.Estimate(n) }
	op, report, err := exchange.ReadCSV(strings.NewReader(csv.String()), s, to)
	require.NoError(t, err)
	require.Equal(t, 20_000, report.Added)
	d, err := op.Plan(s)
	require.NoError(t, err)
	require.Equal(t, 20_000, s.With(d).Notes.Len())
	require.Less(t, measured, 5*20_000, "nothing is quadratic")
}

func TestAFullWorkshopTakesNoMore(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("stage,lane,text\n")
	for range 3 {
		csv.WriteString("Retention,Frontstage,x\n")
	}
	s, report := read(t, workshoptest.Big(workshop.MaxNotes-2), csv.String())
	require.Equal(t, 2, report.Added)
	require.Equal(t, 4, report.Refused[0].Row)
	require.Contains(t, report.Refused[0].Reason, "full")
	require.Equal(t, workshop.MaxNotes, s.Notes.Len())
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	cell := rapid.OneOf(
		rapid.SampledFrom([]string{"=1+1", "'=x", "''-y", "+49 30", "@home", "-", "'", "a\nb", `"quoted"`, "a,b;c\td", "  padded "}),
		workshoptest.Text())
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Big(0)
		var rows []string
		for i := range rapid.IntRange(1, 8).Draw(t, "notes") {
			text := cell.Draw(t, "text")
			n := workshoptest.Spec{Notes: 1}.Ops()[1].(workshop.AddNotes).Notes[0]
			n.ID, n.Text = workshop.NoteID(workshoptest.ID("n", i)), text
			n.Place.At.Y = float64(i * 64)
			d, err := workshop.AddNotes{Notes: []workshop.Note{n}}.Plan(s)
			require.NoError(t, err)
			s = s.With(d)
			rows = append(rows, text)
		}
		var out bytes.Buffer
		require.NoError(t, exchange.WriteCSV(&out, s, s.CanvasList()[0].ID))
		cells, err := csv.NewReader(bytes.NewReader(out.Bytes())).ReadAll()
		require.NoError(t, err)
		for _, row := range cells {
			require.NotRegexp(t, `^\s*[=+@-]`, row[2])
		}
		again, report := read(t, workshoptest.Big(0), out.String())
		var want []string
		for _, text := range rows {
			if clean := clean(text); clean != "" {
				want = append(want, clean)
			}
		}
		var got []string
		for _, n := range again.NoteList(again.CanvasList()[0].ID) {
			got = append(got, n.Text)
		}
		require.Equal(t, want, got, "%+v\n%s", report, out.String())
	})
}

// clean is what a table cannot keep: white space around, control characters within.
func clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text))
}

func TestFormulasAreDefused(t *testing.T) {
	s, _ := read(t, workshoptest.Big(0), "stage,lane,text\nAwareness,Backstage,\"=HYPERLINK(\"\"http://x\"\")\"\n")
	var out bytes.Buffer
	require.NoError(t, exchange.WriteCSV(&out, s, s.CanvasList()[0].ID))
	require.Contains(t, out.String(), `"'=HYPERLINK`)
}

func TestShow(t *testing.T) {
	s := sample(t)
	for id := range s.Notes.All() {
		d, err := workshop.DeleteNotes{Notes: []workshop.NoteID{id}}.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
		break
	}
	data, err := json.Marshal(exchange.Show(s, []string{"bb", "aa"}, "w1"))
	require.NoError(t, err)
	var got map[string]any
	require.NoError(t, json.Unmarshal(data, &got))
	require.Equal(t, "w1", got["id"])
	require.Equal(t, "BrightFibre · Winter workshop", got["title"])
	require.Equal(t, []any{"aa", "bb"}, got["heads"])
	require.Len(t, got["notes"], s.NotesOn(s.CanvasList()[0].ID))
	require.Len(t, got["stages"], 5)
	require.Len(t, got["lanes"], 4)
	require.Len(t, got["categories"], 3)
	last := ""
	for _, v := range got["notes"].([]any) {
		n := v.(map[string]any)
		for _, key := range []string{"id", "canvas", "stage", "lane", "x", "y", "text", "color", "author", "category"} {
			require.Contains(t, n, key)
		}
		require.Greater(t, n["id"].(string), last)
		last = n["id"].(string)
		require.NotEmpty(t, n["stage"])
	}
	empty, err := json.Marshal(exchange.Show(&workshop.Snapshot{}, nil, "w2"))
	require.NoError(t, err)
	require.NotContains(t, string(empty), "null")
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("stage,lane,text\nOnboarding,Backstage,x\n"))
	f.Add([]byte("stage;lane;text\r\nOnboarding;Backstage;\"x"))
	f.Add([]byte("\xff\xfes\x00"))
	s := workshoptest.Big(0)
	to := target(f, s)
	f.Fuzz(func(t *testing.T, data []byte) {
		op, report, err := exchange.ReadCSV(bytes.NewReader(data), s, to)
		if err != nil {
			return
		}
		d, err := op.Plan(s)
		require.NoError(t, err)
		require.Equal(t, report.Added, s.With(d).Notes.Len())
	})
}
