package check

import (
	"slices"
	"strings"

	"throughline.app/assets/wording"
	"throughline.app/method"
	"throughline.app/workshop"
)

// Slips returns what lists the words of a note or a stage that a check of its method looks
// for, as they stand there, each once; those about which people settled a finding are left
// out. What it returns is pure and safe for concurrent use; it costs as much as a text is long.
func Slips(methods []*method.Method) func(*workshop.Snapshot, workshop.Ref) []string {
	return func(s *workshop.Snapshot, ref workshop.Ref) []string {
		canvas, text, card := worded(s, ref)
		c := s.Canvases.Get(canvas)
		if c == nil || text == "" {
			return nil
		}
		var all []string
		for _, m := range methods {
			if !strings.HasPrefix(c.Kind, m.Name+"/") {
				continue
			}
			for i := range m.Checks {
				k := &m.Checks[i]
				if k.Rule != "wording" || !asks(k, methods, c, ref, card, text) {
					continue
				}
				for _, list := range k.Words {
					all = append(all, slips(s, k, ref, list, text)...)
				}
			}
		}
		return all
	}
}

// asks reports whether a check of words looks at a note of a card, or at a stage by that name.
func asks(k *method.Check, methods []*method.Method, c *workshop.Canvas, ref workshop.Ref, card, text string) bool {
	if ref.Kind == workshop.KindNote {
		return slices.Contains(k.Cards, card)
	}
	return k.Stages && c.Of == "" && !given(method.Find(methods, c.Kind))[strings.ToLower(text)]
}

// slips are the words of one list in a text.
func slips(s *workshop.Snapshot, k *method.Check, ref workshop.Ref, list, text string) []string {
	if len(lexicons()[list+"/"+wording.Languages()[0]].find(text)) == 0 {
		return nil
	}
	language := tongue(text)
	if language == "" {
		language = wording.Languages()[0]
	}
	var all []string
	for said, e := range lexicons()[list+"/"+language].in(text) {
		there := text[said[0].from:said[len(said)-1].to]
		if e.instead == "" || slices.Contains(all, there) {
			continue
		}
		if f := s.Findings.Get(workshop.FindingOf(k.Key, ref.Key()+"\n"+e.said)); f == nil || f.State == "" {
			all = append(all, there)
		}
	}
	return all
}

// worded is where a note or a stage stands, its words, and the card of a note.
func worded(s *workshop.Snapshot, ref workshop.Ref) (canvas workshop.CanvasID, text, card string) {
	switch ref.Kind {
	case workshop.KindNote:
		if n := s.Notes.Get(workshop.NoteID(ref.ID)); n != nil && !n.Deleted() {
			return n.Place.Canvas, n.Text, n.Kind
		}
	case workshop.KindStage:
		if st := s.Stages.Get(workshop.StageID(ref.ID)); st != nil && !st.Gone {
			return st.Canvas, st.Name, ""
		}
	}
	return "", "", ""
}
