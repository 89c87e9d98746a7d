package exchange_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func noteSaying(t *testing.T, s *workshop.Snapshot, text string) *workshop.Note {
	t.Helper()
	for _, n := range s.Notes.All() {
		if n.Text == text {
			return n
		}
	}
	require.Fail(t, "no note", text)
	return nil
}

func TestTypedFieldsGoOutAndComeInAsColumns(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	s, report := read(t, workshoptest.Big(0), "stage,lane,text,channel,How we know,outside,Personas,card,field.size,field.of-tomorrow,nonsense\n"+
		"Onboarding,Frontstage,Porting desk,Carrier pigeon,data,=Partner,\"Clerk; Owner, clerk\",,,kept,x\n"+
		"Retention,Opportunities,Waits for us,,,,,decision,,,\n"+
		"Retention,Opportunities,Small firms,,,,,Segment,40,,\n"+
		"Retention,Opportunities,Of a later version,,,,,coin,,,\n")
	require.Equal(t, 4, report.Added)
	require.Equal(t, []string{"nonsense"}, report.Ignored)
	check := func(s *workshop.Snapshot) {
		n := noteSaying(t, s, "Porting desk")
		require.Equal(t, "Carrier pigeon", n.Typed("channel"), "a value that is no option is kept")
		require.Equal(t, "data", n.Typed("evidence"), "by the field's title")
		require.Equal(t, "=Partner", n.Typed("outside"))
		require.Equal(t, []string{"Clerk", "Owner"}, n.TypedAll("persona"))
		require.Equal(t, "kept", n.Typed("of-tomorrow"), "no card has such a field")
		require.Equal(t, "frontstage", n.Kind)
		require.Equal(t, "decision", noteSaying(t, s, "Waits for us").Kind)
		require.Equal(t, workshop.Coral, noteSaying(t, s, "Waits for us").Color)
		require.Equal(t, "segment", noteSaying(t, s, "Small firms").Kind)
		require.Equal(t, "40", noteSaying(t, s, "Small firms").Typed("size"))
		require.Equal(t, workshop.Small, noteSaying(t, s, "Small firms").Size)
		require.Equal(t, "coin", noteSaying(t, s, "Of a later version").Kind)
	}
	check(s)

	var out bytes.Buffer
	require.NoError(t, exchange.WriteCSV(&out, s, s.CanvasList()[0].ID, methods...))
	header, _, _ := strings.Cut(out.String(), "\n")
	require.True(t, strings.HasSuffix(header, ",card,comments,votes,systemic issue,channel,evidence,field.of-tomorrow,outside,persona,field.size"), header)
	require.Contains(t, out.String(), "'=Partner", "no spreadsheet calculates a field")
	again, report := read(t, workshoptest.Big(0), out.String())
	require.Equal(t, 4, report.Added)
	check(again)

	out.Reset()
	require.NoError(t, exchange.WriteCSV(&out, s, s.CanvasList()[0].ID))
	again, _ = read(t, workshoptest.Big(0), out.String())
	check(again) // written where the method is not known
}

func TestShowTellsCardAndFields(t *testing.T) {
	s, _ := read(t, workshoptest.Big(0), "stage,lane,text,channel,persona\nOnboarding,Frontstage,Porting desk,Web,\"Owner, Clerk\"\n")
	shown := exchange.Show(s, nil, "id").Notes[0]
	require.Equal(t, "frontstage", shown.Card)
	require.Equal(t, []exchange.ShownField{{"channel", []string{"Web"}}, {"persona", []string{"Clerk", "Owner"}}}, shown.Fields)
	bare, err := json.Marshal(exchange.ShownNote{})
	require.NoError(t, err)
	require.NotContains(t, string(bare), "fields")
}
