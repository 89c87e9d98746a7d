package dialog

import (
	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A Comparison is a canvas and a variant of it, stage by stage.
type Comparison struct {
	Base, Variant string // titles
	Stages        []ComparedStage
}

// A ComparedStage is a stage on both sides; a name is "" where there is none.
type ComparedStage struct {
	Base, Variant string
	Change        string   // a word for what became of it, "" for nothing
	Both          int      // notes on both sides
	Gone, New     []string // texts of notes on one side alone
}

// sideWidth is how wide each side is, and sideNotes how many notes are told on it.
const (
	sideWidth = 330
	sideNotes = 6
)

// Compare shows a canvas and its variant side by side; toBase and toVariant lead there.
func Compare(h *Host, c Comparison, toBase, toVariant func()) *Sheet {
	var sheet *Sheet
	leave := func(to func()) func() {
		return func() {
			sheet.Close()
			to()
		}
	}
	sides := func(base, variant fyne.CanvasObject) fyne.CanvasObject {
		return panel.Fixed(2*sideWidth+20, 0, panel.Even(20, base, variant))
	}
	rows := panel.Column(10, sides(panel.NewButton(panel.Link, c.Base, leave(toBase)), panel.NewButton(panel.Link, c.Variant, leave(toVariant))))
	same := true
	for _, st := range c.Stages {
		same = same && st.Change == "" && len(st.Gone)+len(st.New) == 0
		rows.Add(panel.Rule())
		rows.Add(sides(comparedSide(st.Base, "", st.Gone, ""), comparedSide(st.Variant, st.Change, st.New, say.VariantBoth(st.Both))))
	}
	about := say.VariantAbout
	if same {
		about = say.VariantSame
	}
	done := panel.NewButton(panel.Primary, say.OK, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(18,
		panel.Column(4, heading(say.VariantTitle), panel.Text(about, theme.TextLabel, theme.Quiet)),
		rows,
		panel.Row(8, panel.Stretch(), done),
	)), done, nil)
	return sheet
}

// comparedSide is a stage on one side, with the notes that are on this side alone.
func comparedSide(name, change string, notes []string, both string) fyne.CanvasObject {
	if name == "" {
		return panel.Text("–", theme.TextLabel, theme.Quiet)
	}
	head := panel.Row(8, panel.Bold(name, theme.TextLabel))
	if change != "" {
		head.Add(panel.Text(change, theme.TextSmall, theme.TealText))
	}
	column := panel.Column(3, head)
	for i, text := range notes {
		if i == sideNotes {
			column.Add(panel.Text(say.MethodMore(len(notes)-i), theme.TextSmall, theme.Quiet))
			break
		}
		column.Add(panel.Wrapped("“"+text+"”", theme.TextSmall, theme.SoftInk, sideWidth, 2))
	}
	if both != "" {
		column.Add(panel.Text(both, theme.TextSmall, theme.Quiet))
	}
	return column
}
