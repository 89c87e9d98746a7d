package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"throughline.app/cluster"
)

// everyNoteOnce checks what holds of any proposal: each note is in one place, names are
// distinct, and nothing in a name but what is on a note of the group.
func everyNoteOnce(t require.TestingT, notes []cluster.Note, p *cluster.Proposal) {
	seen, text := map[string]bool{}, map[string]string{}
	for _, n := range notes {
		text[n.ID] = strings.ToLower(norm.NFC.String(n.Text))
	}
	place := func(id string) {
		require.False(t, seen[id], "%s is in two places", id)
		seen[id] = true
		require.Contains(t, text, id)
	}
	names := map[string]bool{}
	for _, g := range p.Groups {
		all := ""
		for _, m := range g.Members {
			place(m.ID)
			all += " " + text[m.ID]
		}
		for _, name := range append([]string{g.Name}, g.Alternatives...) {
			require.NotEmpty(t, name)
			for _, word := range strings.Fields(strings.ToLower(name)) {
				require.True(t, word == "·" || strings.Contains(all, strings.TrimSuffix(word, "…")), "%q of %q is on no note", word, name)
			}
		}
		require.False(t, names[strings.ToLower(g.Name)], "%q names two groups", g.Name)
		names[strings.ToLower(g.Name)] = true
		require.LessOrEqual(t, len(g.Alternatives), 2)
		require.Contains(t, all, text[g.Medoid])
	}
	for _, l := range p.Unsorted {
		place(l.ID)
		require.LessOrEqual(t, len(l.Places), 3)
	}
	require.Len(t, seen, len(notes))
	require.Equal(t, len(p.Groups), p.K)
}

func repeated(times int, texts ...string) []cluster.Note {
	var all []string
	for range times {
		all = append(all, texts...)
	}
	return numbered(all)
}

func TestOddInputHasASaneAnswer(t *testing.T) {
	come := []string{
		"The engineer did not come", "Der Techniker kam nicht", "Le technicien n'est pas venu", "El técnico no vino",
		"Il tecnico non è venuto", "De monteur kwam niet", "O técnico não veio", "技術者が来ませんでした", "工程师没有来",
		"엔지니어가 오지 않았습니다", "المهندس لم يأت", "מהנדס לא הגיע", "Инженер не пришёл", "Teknikern kom inte",
		"Technik nie przyszedł", "Mühendis gelmedi", "Asentaja ei tullut", "Ο τεχνικός δεν ήρθε", "Technik nepřišel", "วิศวกรไม่มา",
	}
	for name, c := range map[string]struct {
		notes            []cluster.Note
		groups, unsorted int // -1 is any number
		weak             bool
	}{
		"none":                {nil, 0, 0, false},
		"one":                 {numbered([]string{"Bills are late"}), 0, 1, true},
		"two":                 {numbered([]string{"Bills are late", "Late bills"}), 0, 2, true},
		"copies":              {repeated(1000, "Bills are late"), 1, 0, false},
		"emoji":               {repeated(5, "😀", "🎉 🎉", "👍"), 0, 15, true},
		"stop words":          {repeated(5, "it is what it is", "we should", "please"), 0, 15, true},
		"empty":               {repeated(5, "", " \n\t", "…"), 0, 15, true},
		"twenty languages":    {numbered(come), -1, -1, true},
		"their copies":        {repeated(3, come...), -1, -1, false},
		"broken text":         {repeated(4, "bill \xff\xfe late", "\x00\x00", "Bill la\u0301te"), -1, -1, false},
		"one long word":       {repeated(3, strings.Repeat("x", 4000), strings.Repeat("語", 4000)), 2, 0, false},
		"letters and numbers": {repeated(3, "1", "12", "a b c d", "4711 0815"), -1, -1, true},
		"Chinese": {numbered([]string{"路由器到货太晚", "路由器设置困难", "路由器需要热线支持", "账单金额错误", "账单难以理解", "账单来得太晚",
			"工程师没有来", "工程师迟到了", "工程师取消了预约"}), 3, 0, false},
		"Arabic": {numbered([]string{"الفاتورة الأولى خاطئة", "لا أحد يفهم الفاتورة", "الفاتورة تصل متأخرة", "المهندس لم يأت", "المهندس تأخر كثيرا",
			"المهندس ألغى الموعد"}), 2, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			a := analysed(t, c.notes, cluster.Options{})
			p := a.Groups(0)
			everyNoteOnce(t, c.notes, p)
			if c.groups >= 0 {
				require.Len(t, p.Groups, c.groups)
			}
			if c.unsorted >= 0 {
				require.Len(t, p.Unsorted, c.unsorted)
			}
			require.Equal(t, c.weak, p.Weak, p.Why)
			require.Equal(t, c.weak, p.Why != "")
			for _, k := range []int{-1, 1, 3, 1 << 40} {
				everyNoteOnce(t, c.notes, a.Groups(k))
			}
			a.Pairs()
		})
	}
}

func TestAnyTextIsTaken(t *testing.T) {
	words := append(strings.Fields(strings.Join(spoken, " ")), "", "😀", "Rechnung", "Müller's", "l’été", "東京", "\xff", "·", "12")
	rapid.Check(t, func(t *rapid.T) {
		var notes []cluster.Note
		for i := range rapid.IntRange(0, 40).Draw(t, "notes") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "words"), " ")
			notes = append(notes, cluster.Note{ID: fmt.Sprint(i), Text: text, Group: rapid.SampledFrom([]string{"", "", "", "p", "q"}).Draw(t, "pile")})
		}
		a := analysed(t, notes, cluster.Options{Names: map[string]string{"p": "Penguins", "q": "Jazz"}})
		p := a.Groups(rapid.IntRange(0, 9).Draw(t, "k"))
		at := map[string]string{}
		for _, g := range p.Groups {
			for _, m := range g.Members {
				at[m.ID] = g.ID
			}
		}
		for _, n := range notes {
			if n.Group != "" {
				require.Equal(t, n.Group, at[n.ID], "a pinned note was moved")
			}
		}
		for _, g := range p.Groups {
			if g.Pinned {
				require.Equal(t, map[string]string{"p": "Penguins", "q": "Jazz"}[g.ID], g.Name)
			}
			require.False(t, strings.ContainsFunc(g.Name, unicode.IsControl))
		}
	})
}

func TestManyNotesAreGroupedOrRefused(t *testing.T) {
	var notes []cluster.Note
	for i := range cluster.MaxNotes + 1 {
		notes = append(notes, cluster.Note{ID: fmt.Sprintf("%04d", i), Text: fmt.Sprintf("%s of customer %d%s", spoken[i%12], i%97, strings.Repeat("x", i%31))})
	}
	_, err := cluster.Analyse(context.Background(), notes, cluster.Options{})
	require.ErrorIs(t, err, cluster.ErrTooMany)

	last, calls := -1.0, 0
	a := analysed(t, notes[:cluster.MaxNotes], cluster.Options{Progress: func(done float64) {
		require.GreaterOrEqual(t, done, last)
		last = done
		calls++
	}})
	require.Equal(t, 1.0, last)
	require.Greater(t, calls, 3)
	everyNoteOnce(t, notes[:cluster.MaxNotes], a.Groups(0))

	ctx, cancel := context.WithCancel(context.Background())
	_, err = cluster.Analyse(ctx, notes[:500], cluster.Options{Progress: func(float64) { cancel() }})
	require.True(t, errors.Is(err, context.Canceled))

	notes[1].ID = notes[0].ID
	_, err = cluster.Analyse(context.Background(), notes[:3], cluster.Options{})
	require.ErrorIs(t, err, cluster.ErrTwice)
}
