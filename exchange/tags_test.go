package exchange_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestTagsSizeAndShapeGoOutAndComeIn(t *testing.T) {
	s, report := read(t, workshoptest.Big(0), "stage,lane,text,tags,size,shape\n"+
		"Onboarding,Backstage,one,\"billing, #First week; 5G\",LARGE,\n"+
		"Onboarding,Backstage,two,\" , ,, \",huge,text\n"+
		"Onboarding,Backstage,three,'=1+1,medium,cube\n")
	require.Equal(t, 3, report.Added)
	check := func(s *workshop.Snapshot) {
		for _, n := range s.Notes.All() {
			switch n.Text {
			case "one":
				require.Equal(t, []string{"5G", "billing", "First week"}, n.Tags())
				require.Equal(t, workshop.Large, n.Size)
			case "two":
				require.Empty(t, n.Tags())
				require.Equal(t, workshop.Small, n.Size)
				require.Equal(t, workshop.Words, n.Shape)
			case "three":
				require.Equal(t, []string{"=1+1"}, n.Tags())
				require.Equal(t, workshop.Medium, n.Size)
				require.Equal(t, workshop.Sticky, n.Shape)
			}
		}
	}
	check(s)
	var out bytes.Buffer
	require.NoError(t, exchange.WriteCSV(&out, s, s.CanvasList()[0].ID))
	require.Contains(t, out.String(), "'=1+1", "no spreadsheet calculates a tag")
	again, _ := read(t, workshoptest.Big(0), out.String())
	require.Len(t, texts(again), 3)
	check(again)
}

func TestShowTellsTagsAndTheLegend(t *testing.T) {
	s, _ := read(t, workshoptest.Big(0), "stage,lane,text,tags,size\nOnboarding,Backstage,one,\"b,a\",large\n")
	d, err := workshop.SetLegend{Meanings: map[workshop.Color]string{workshop.Coral: "a risk"}}.Plan(s)
	require.NoError(t, err)
	shown := exchange.Show(s.With(d), nil, "id")
	require.Equal(t, map[string]string{"coral": "a risk"}, shown.Legend)
	require.Equal(t, "a b", strings.Join(shown.Notes[0].Tags, " "))
	require.Equal(t, "large", shown.Notes[0].Size)
}
