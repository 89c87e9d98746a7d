package cluster_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cluster"
)

func TestNamesAreInTheWordsOfTheNotes(t *testing.T) {
	for language, c := range map[string]struct {
		texts []string
		names []string
	}{
		"en": {[]string{"We wait weeks for the engineer visit", "Engineer visits get cancelled", "No engineer visit on Saturday", "The first bill is wrong", "Nobody understands the first bill", "First bill arrives late"}, []string{"Engineer visit", "Bill"}},
		"de": {[]string{"Die erste Rechnung ist falsch", "Niemand versteht die erste Rechnung", "Erste Rechnung kommt zu spät", "Der Techniker kommt nicht zum Termin", "Termin mit dem Techniker fällt aus", "Kein Techniker am Samstag"}, []string{"Erste Rechnung", "Techniker"}},
		"fr": {[]string{"La première facture est fausse", "Personne ne comprend la première facture", "Première facture en retard", "Le technicien ne vient pas", "Le technicien annule sans appeler", "Pas de technicien le samedi"}, []string{"Première facture", "Technicien"}},
		"es": {[]string{"La primera factura está mal", "Nadie entiende la primera factura", "Primera factura llega tarde", "El técnico no aparece", "El técnico cancela sin llamar", "No hay técnico los sábados"}, []string{"Factura", "Técnico"}},
		"it": {[]string{"La fattura elettronica è sbagliata", "Nessuno capisce la fattura elettronica", "Fattura elettronica in ritardo", "Il tecnico non si presenta", "Il tecnico annulla senza chiamare", "Nessun tecnico il sabato"}, []string{"Fattura elettronica", "Tecnico"}},
		"nl": {[]string{"De eerste rekening klopt niet", "Niemand begrijpt de eerste rekening", "Eerste rekening te laat", "De monteur verschijnt niet", "De monteur annuleert zonder bellen", "Geen monteur op zaterdag"}, []string{"Rekening", "Monteur"}},
		"pt": {[]string{"A fatura eletrónica está errada", "Ninguém entende a fatura eletrónica", "Fatura eletrónica chega atrasada", "O técnico não aparece", "O técnico cancela sem ligar", "Sem técnico aos sábados"}, []string{"Fatura eletrónica", "Técnico"}},
	} {
		t.Run(language, func(t *testing.T) {
			notes := numbered(c.texts)
			p := analysed(t, notes, cluster.Options{}).Groups(0)
			everyNoteOnce(t, notes, p)
			require.Equal(t, language, p.Language)
			require.Len(t, p.Groups, 2)
			var names []string
			for _, g := range p.Groups {
				names = append(names, g.Name)
				require.NotEmpty(t, g.Alternatives)
			}
			for _, want := range c.names {
				require.True(t, slices.ContainsFunc(names, func(n string) bool { return strings.Contains(strings.ToLower(n), strings.ToLower(want)) }), "%v has no %q", names, want)
			}
		})
	}
}

func TestWordsTreatedAsTheSameBringNotesTogether(t *testing.T) {
	texts := []string{"Cash machine broken", "Cash is short", "Money is short in branches", "Money machines broken", "Cash handling",
		"Parking is full", "Parking costs", "Parking far away"}
	p := analysed(t, numbered(texts), cluster.Options{Same: [][]string{{"money", "Cash"}}}).Groups(2)
	require.Equal(t, []string{"n000", "n001", "n002", "n003", "n004"}, ids(p.Groups[0]))
	by := cluster.ByWords(numbered(texts), []string{"cash", "park"}, cluster.Options{Same: [][]string{{"money", "cash"}}})
	require.Equal(t, []string{"n000", "n001", "n002", "n003", "n004"}, ids(by.Groups[0]))
	require.Equal(t, []string{"n005", "n006", "n007"}, ids(by.Groups[1]))
	require.Empty(t, by.Unsorted)
}

func TestPhrasesTreatedAsTheSameBringNotesTogether(t *testing.T) {
	texts := []string{"Lead time is unknown", "Nobody tells the lead times", "Delivery time unknown to sales", "The time of delivery changes", "Long wait in spring",
		"Parking is full", "Parking costs", "Parking far away", "Time to park"}
	same := cluster.Options{Same: [][]string{{"delivery time", "lead time"}, {"wait", "Lead times"}, {"the time of delivery", "delivery time"}}}
	notes := numbered(texts)
	p := analysed(t, notes, same).Groups(2)
	everyNoteOnce(t, notes, p)
	require.Equal(t, []string{"n000", "n001", "n002", "n003", "n004"}, ids(p.Groups[0]))
	require.Contains(t, p.Groups[0].Members[1].Reason.Shared, "lead times", "as it is written, and whole")
	require.Contains(t, p.Groups[0].Members[3].Reason.Shared, "time of delivery")
	by := cluster.ByWords(notes, []string{"lead time", "park"}, same)
	require.Equal(t, []string{"n000", "n001", "n002", "n003", "n004"}, ids(by.Groups[0]))
	require.Equal(t, []string{"n005", "n006", "n007", "n008"}, ids(by.Groups[1]), "a word of a phrase alone is not the phrase")
}

func TestReasonsAreOnTheNote(t *testing.T) {
	a := analysed(t, numbered(spoken), cluster.Options{})
	p := a.Groups(0)
	for _, g := range p.Groups {
		for _, m := range g.Members {
			require.NotEmpty(t, m.Reason.Closest)
			require.NotContains(t, m.Reason.Closest, m.ID)
			require.Subset(t, ids(g), m.Reason.Closest)
			for _, word := range m.Reason.Shared {
				require.Contains(t, spoken[slices.IndexFunc(numbered(spoken), func(n cluster.Note) bool { return n.ID == m.ID })], word)
			}
		}
	}
	places := a.Suggest("n001", p.Groups)
	require.Contains(t, ids(p.Groups[places[0].Group]), "n001")
	require.NotEmpty(t, places[0].Reason.Shared)
	require.Nil(t, a.Suggest("nobody", p.Groups))
}

func TestCopiesAreFoundAndEchoesMarked(t *testing.T) {
	notes := numbered([]string{"The bill is wrong", "the bill is WRONG!", "The bill is wrong", "The bills are wrong", "Bill late again"})
	for i := range notes {
		notes[i].Author = "Zoë"
	}
	a := analysed(t, notes, cluster.Options{})
	pairs := a.Pairs()
	require.Equal(t, cluster.Pair{A: "n000", B: "n001", Exact: true, Score: 1}, pairs[0])
	require.Equal(t, cluster.Pair{A: "n000", B: "n002", Exact: true, Score: 1}, pairs[1])
	require.Equal(t, "n003", pairs[2].B)
	require.False(t, pairs[2].Exact)
	require.Equal(t, cluster.OneAuthor, a.Groups(1).Groups[0].Echo)
}

func TestNotesAreGroupedByWhatIsSaidOfThem(t *testing.T) {
	notes := numbered(spoken[:4])
	notes[0].Color, notes[1].Color, notes[3].Color = "green", "blue", "green"
	p := cluster.By(notes, cluster.Note.ByColor)
	require.Equal(t, []string{"n000", "n003"}, ids(p.Groups[1]))
	require.Equal(t, "green", p.Groups[1].Name)
	require.Equal(t, "n002", p.Unsorted[0].ID)
}

func TestAWordKeepsTheSmallOneThatBelongsToIt(t *testing.T) {
	notes := numbered([]string{"Is there an auto top up option", "Auto top up by card", "Where is the auto top up limit", "Auto top-up fails", "Auto top up twice"})
	for _, g := range analysed(t, notes, cluster.Options{}).Groups(1).Groups {
		for _, name := range append([]string{g.Name}, g.Alternatives...) {
			name = strings.ToLower(name)
			if strings.Contains(name, "top") {
				require.Regexp(t, "top[ -]up", name)
			}
		}
	}
}
