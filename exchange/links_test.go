package exchange_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/workshop"
)

func TestLinksAreShownAndWritten(t *testing.T) {
	s := new(workshop.Snapshot)
	note := func(id workshop.NoteID, text string) workshop.Note {
		return workshop.Note{ID: id, Text: text, Color: workshop.Blue, Place: workshop.Place{Canvas: "c"}}
	}
	link := func(id workshop.LinkID, from, to workshop.NoteID, label string) workshop.AddLink {
		return workshop.AddLink{Link: workshop.Link{ID: id, From: from, To: to, Type: workshop.HandsOver, Label: label}}
	}
	d, err := workshop.Together{
		workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c"}},
		workshop.AddNotes{Notes: []workshop.Note{note("a", "Sales"), note("b", "=Network"), note("x", "gone")}},
		link("k2", "b", "a", ""), link("k1", "a", "b", "=on Monday"), link("k3", "a", "x", ""),
		workshop.DeleteNotes{Notes: []workshop.NoteID{"x"}},
	}.Plan(s)
	require.NoError(t, err)
	s = s.With(d)
	require.Equal(t, []exchange.ShownLink{
		{ID: "k1", From: "a", To: "b", Type: "hands-over", Label: "=on Monday"}, {ID: "k2", From: "b", To: "a", Type: "hands-over"},
	}, exchange.Show(s, nil, "w").Links)
	require.NotNil(t, exchange.Show(new(workshop.Snapshot), nil, "w").Links)
	var out bytes.Buffer
	require.NoError(t, exchange.WriteLinksCSV(&out, s, "c"))
	require.Equal(t, "from,link,to,label\nSales,hands over to,'=Network,'=on Monday\n'=Network,hands over to,Sales,\n", out.String())
}
