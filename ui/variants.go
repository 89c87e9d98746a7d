package ui

import (
	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// variantCommands make variants of a canvas and compare them.
func (sc *screen) variantCommands() []editor.Command {
	return []editor.Command{
		{ID: "canvas.variant", Title: say.VariantMake, Group: 2, Run: sc.askVariant, Why: say.VariantWhy,
			Enabled: func() bool { return sc.kind() != nil && sc.kind().Grid == nil && sc.parent() == nil }},
		{ID: "canvas.compare", Title: say.VariantCompare, Group: 2, Run: sc.askCompare, Why: say.VariantNone,
			Enabled: func() bool { return len(sc.comparable()) > 0 }},
	}
}

// askVariant asks for whom the variant is, and whether the notes are shown on it.
func (sc *screen) askVariant() {
	c, k := sc.snapshot.Canvases.Get(sc.canvas), sc.kind()
	if c == nil || k == nil {
		return
	}
	of := c.ID
	make := func(name string) {
		title := workshop.CleanName(c.Title + " · " + name)
		dialog.Choose(sc.shell.host, say.VariantNotes, []string{say.VariantWith, say.VariantWithout}, func(i int) {
			op, id := method.Variant(sc.snapshot, of, title, i == 0, sc.session.NewID)
			if _, ok := sc.do(say.StepVariant, op); ok {
				sc.going = id
			}
		})
	}
	typed := func() { dialog.Title(sc.shell.host, say.VariantName, "", say.OK, make) }
	if len(k.Variants) == 0 {
		typed()
		return
	}
	names := append(append([]string{}, k.Variants...), say.VariantOther)
	dialog.Choose(sc.shell.host, say.VariantAsk, names, func(i int) {
		if i == len(k.Variants) {
			typed()
			return
		}
		make(k.Variants[i])
	})
}

// comparable are the variants that this canvas has to do with: itself, or those of it.
func (sc *screen) comparable() []*workshop.Canvas {
	if c := sc.snapshot.Canvases.Get(sc.canvas); c != nil && method.Compare(sc.snapshot, c.ID) != nil {
		return []*workshop.Canvas{c}
	}
	return method.VariantsOf(sc.snapshot, sc.canvas)
}

// askCompare shows a canvas and its variant side by side.
func (sc *screen) askCompare() {
	all := sc.comparable()
	show := func(c *workshop.Canvas) {
		if d := method.Compare(sc.snapshot, c.ID); d != nil {
			dialog.Compare(sc.shell.host, compared(d), func() { sc.lookAt(d.Base.ID, nil) }, func() { sc.lookAt(d.Variant.ID, nil) })
		}
	}
	if len(all) == 1 {
		show(all[0])
		return
	}
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.Title
	}
	dialog.Choose(sc.shell.host, say.VariantCompare, names, func(i int) { show(all[i]) })
}

// compared is a comparison in words.
func compared(d *method.Comparison) dialog.Comparison {
	texts := func(notes []*workshop.Note) (all []string) {
		for _, n := range notes {
			all = append(all, workshop.CleanName(n.Text))
		}
		return all
	}
	c := dialog.Comparison{Base: d.Base.Title, Variant: d.Variant.Title}
	for _, row := range d.Rows {
		r := dialog.ComparedStage{Both: row.Both, Gone: texts(row.Gone), New: texts(row.New)}
		if row.Base != nil {
			r.Base = row.Base.Name
		}
		if row.Variant != nil {
			r.Variant = row.Variant.Name
		}
		r.Change = map[string]string{method.StageAdded: say.VariantAdded, method.StageRemoved: say.VariantRemoved, method.StageRenamed: say.VariantRenamed}[row.Change()]
		c.Stages = append(c.Stages, r)
	}
	return c
}
