package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

func TestWordsOfTheCompanyAreFoundWhereTheCustomerSpeaks(t *testing.T) {
	r := begin(t, with("wording", "words = [\"company\"]\ncards = [\"action\"]\nstages = true", "{word}: {instead}"))
	for text, want := range map[string][]string{
		"Becomes a lead on the web":               {"a lead: someone who is interested"},
		"Lead-generation campaign runs":           {"lead generation: becoming interested"},
		"Waits out the lead time":                 {},
		"Reads what leads to the fault":           {},
		"TICKET LOGGED by the hotline":            {"ticket logged: problem reported"},
		"Buys a ticket for the tram":              {},
		"Asks the firm next door":                 {},
		"Onboarding, and then the conversion":     {"onboarding: getting started", "conversion: deciding to buy"},
		"Der Lead wird an die Technik gegeben":    {"der lead: wer Interesse hat"},
		"Die Kundengewinnung ruft an":             {"kundengewinnung: uns auswählen"},
		"Misleading, leaders, leading (no words)": {},
	} {
		n := r.note("Look", "Does", text)
		require.ElementsMatch(t, want, r.says(), text)
		r.do(workshop.DeleteNotes{Notes: []workshop.NoteID{n}})
	}
	r.note("Look", "Behind", "Lead scored by marketing")
	require.Empty(t, r.found(), "backstage the company speaks")
}

func TestStagesThatPeopleNamedAreReadToo(t *testing.T) {
	file := with("wording", "words = [\"company\"]\nstages = true", "{word} in {name}")
	r := begin(t, file)
	st := r.s.StageList(r.s.CanvasList()[0].ID)
	r.do(workshop.Rename{Ref: st[0].ID.Ref(), Name: "Lead capture"})
	got := r.found()
	require.Len(t, got, 1)
	require.Equal(t, "lead capture in Lead capture", got[0].Says)
	r.do(got[0].Instead.Op(r.s))
	require.Equal(t, "Leaving an address", r.s.Stages.Get(st[0].ID).Name)
	require.Empty(t, r.found())
	require.Nil(t, got[0].Instead.Op(r.s), "it is done")
}

func TestTheSuggestionGoesInPlaceOfTheWord(t *testing.T) {
	r := begin(t, with("wording", "words = [\"company\"]\ncards = [\"action\"]", "{word}"))
	n := r.note("Look", "Does", "Lead calls.\nA lead, a LEAD-time and leads")
	for _, f := range r.found() {
		r.do(f.Instead.Op(r.s))
	}
	require.Equal(t, "Someone who is interested calls.\nSomeone who is interested, a LEAD-time and people who are interested", r.s.Notes.Get(n).Text)
	require.Empty(t, r.found())
	r.do(workshop.DeleteNotes{Notes: []workshop.NoteID{n}})
}
