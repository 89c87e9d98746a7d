package workshoptest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"strings"

	"throughline.app/workshop"
)

// wildKinds are the kinds of records with their fields; a name that ends in "." is a family.
var wildKinds = []struct {
	kind   workshop.Kind
	letter string
	count  int
	born   string
	fields []string
}{
	{workshop.KindCanvas, "c", 4, "order", []string{"title", "kind", "kind", "header", "order", "of", "from", "serves.", "bracket.", "view.", "gone"}},
	{workshop.KindStage, "s", 9, "order", []string{"canvas", "canvas", "name", "order", "width", "from", "into", "below", "gone"}},
	{workshop.KindLane, "l", 7, "order", []string{"canvas", "canvas", "key", "name", "order", "color", "into", "below", "gone"}},
	{workshop.KindNote, "n", 24, "", []string{"place", "place", "text", "color", "author", "kind", "function", "category", "order", "gone",
		"size", "shape", "image", "area.", "tag.", "lock", "put.", "sorted", "field.", "shown."}},
	{workshop.KindCategory, "g", 5, "name", []string{"name", "color", "into", "gone", "proposed", "lock"}},
	{workshop.KindPerson, "p", 4, "", []string{"name", "function", "hue"}},
	{workshop.KindLink, "k", 10, "from", []string{"from", "to", "type", "label", "gone"}},
	{workshop.KindComment, "m", 6, "note", []string{"note", "author", "text", "at", "gone"}},
	{workshop.KindIssue, "g", 5, "", []string{"name", "of", "note.", "state", "reason", "owner", "second"}},
	{workshop.KindCell, "e", 12, "", []string{"canvas", "row", "column", "label", "mark.", "value"}},
	{workshop.KindFinding, "f", 4, "", []string{"check", "state", "reason", "author"}},
	{workshop.KindPoll, "o", 3, "", []string{"canvas", "kind", "text", "state", "order", "gone"}},
	{workshop.KindAnswer, "a", 14, "", []string{"poll", "about", "person", "value"}},
}

// WildKinds are the canvas kinds that [Wild] uses, and one that nobody knows.
func WildKinds() []string {
	return []string{"lifecycle/canvas", "lifecycle/control", "lifecycle/stage", "lifecycle/journey", "lifecycle/choices", "lifecycle/paper", "lifecycle/moments", "elsewhere/unknown", ""}
}

// wildWords are what programs stumble over.
var wildWords = []string{
	"", " ", "a", "=1+1", "\x0b=1", "＝1", "@SUM(A1)", "-", "'", "\t", "\n", "\n\n\nx", "a\r\nb", "\x00\x01", "\ufeff", "\u202e\u202dabc", "\u200d\u200d", "e\u0301\u0301\u0301",
	"👩‍👩‍👧‍👦🏳️‍🌈", "مرحبا بالعالم 123 abc", "עברית (abc) 5", "顧客のまごころ", "ก็็็็็", "\U000E0001", "\uFFFD", "|*_`[x](y)<b>", "</t></si>", "_x0041_",
	"https://example.org/%00?a=b#c", "constructor", "1e309", "-0", "NaN", "999999999999999999999", "0", "1", "5", "1,2;3", "#FF0000", "#zzz", "%s%d%!",
}

// Wild is a workshop in which every record says anything: what no laptop writes, and what
// merges, later versions and liars leave all the same. References dangle and go in circles,
// orders tie, numbers are none, texts are long. The same seed makes the same workshop.
func Wild(seed uint64) *workshop.Snapshot {
	w := wild{rand.New(rand.NewPCG(seed, 7))}
	b := workshop.NewBuilder(nil)
	meta := workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}
	for _, name := range []string{"title", "method", "legend.", "expected.", "colours", "same.", "recipe", "step", "asked", "done.", "reveal."} {
		w.set(b, meta, name)
	}
	for _, k := range wildKinds {
		for i := range w.IntN(k.count + 1) {
			ref := workshop.Ref{Kind: k.kind, ID: w.id(k.letter, i)}
			for _, name := range k.fields {
				w.set(b, ref, name)
			}
			if k.born != "" {
				b.Set(ref, k.born, cmp.Or(w.value(k.kind, k.born), "a")) // every record has it from its first change on
			}
			if w.IntN(3) > 0 { // most are of a canvas that may be there
				switch k.kind {
				case workshop.KindStage, workshop.KindLane, workshop.KindCell:
					b.Set(ref, "canvas", w.id("c", w.IntN(2)))
					b.Set(ref, "gone", "")
				case workshop.KindCanvas:
					b.Set(ref, "kind", w.of(WildKinds()))
					b.Set(ref, "gone", "")
				case workshop.KindNote:
					b.Set(ref, "place", w.place())
					b.Set(ref, "gone", "")
				}
			}
		}
	}
	return b.Snapshot()
}

type wild struct{ *rand.Rand }

func (w wild) of(all []string) string { return all[w.IntN(len(all))] }

func (w wild) id(letter string, i int) string { return fmt.Sprintf("%s%d", letter, i) }

// anID is that of some record, which may be there.
func (w wild) anID(letters string) string {
	return w.id(string(letters[w.IntN(len(letters))]), w.IntN(8))
}

func (w wild) set(b *workshop.Builder, ref workshop.Ref, name string) {
	if w.IntN(3) == 0 {
		return
	}
	if !strings.HasSuffix(name, ".") {
		b.Set(ref, name, w.value(ref.Kind, name))
		return
	}
	for range w.IntN(4) {
		member := w.of([]string{w.anID("csnlgp"), w.of([]string{"A", "R", "yellow", "customer", "company", "billing", "effort", "5G", "\u202e", strings.Repeat("k", 90)})})
		b.Set(ref, name+member, w.value(ref.Kind, name))
	}
}

func (w wild) place() string {
	number := []string{"0", "-5", "12.5", "300", "1000000", "-1000000", "1e308", "NaN", "+Inf", ""}
	return strings.Join([]string{w.id("c", w.IntN(3)), w.anID("sss"), w.anID("lll"), w.of(number), w.of(number)}, "/")
}

// value is what stands in a field: mostly something of its sort.
func (w wild) value(kind workshop.Kind, name string) string {
	if w.IntN(6) == 0 {
		return w.of(wildWords)
	}
	switch name {
	case "place", "shown.":
		return w.place()
	case "canvas", "from":
		if kind == workshop.KindLink {
			return w.anID("n")
		}
		if kind == workshop.KindStage && name == "from" {
			return w.anID("s")
		}
		return w.anID("c")
	case "of":
		return w.anID("sg")
	case "to", "note", "note.":
		return w.anID("n")
	case "into":
		return w.anID("slg")
	case "serves.", "bracket.":
		return w.of([]string{"1", w.anID("s"), w.anID("s") + "/" + w.anID("s"), "s1/s0"})
	case "category", "sorted", "put.":
		return w.anID("g")
	case "author", "person":
		return w.anID("p")
	case "row", "column", "about":
		return w.of([]string{"stage/" + w.anID("s"), "note/" + w.anID("n"), "function/" + w.anID("x"), "canvas/" + w.anID("c"), w.anID("n")})
	case "poll":
		return w.of([]string{w.anID("o"), "mood/as-is", "mood/to-be", "validation", "dots/" + w.anID("o")})
	case "kind":
		return w.of(append(WildKinds(), "header", "dots", "action", "opportunity", "persona"))
	case "color":
		return w.of([]string{"yellow", "coral", "green", "#112233", "none"})
	case "key":
		return w.of([]string{"customer", "frontstage", "backstage", "opportunities", "x"})
	case "order":
		return w.of([]string{"", "a", "a", "b", "zz", "\u00ff", strings.Repeat("a", 500)})
	case "width":
		return w.of([]string{"1", "5000", "-3", "240"})
	case "image":
		return strings.Repeat("ab", 32) + w.of([]string{"/10/10", "/0/0", "/99999/1", "/1/99999", "/-1/2", ""})
	case "size":
		return w.of([]string{"", "medium", "large", "huge"})
	case "state":
		return w.of([]string{"open", "shown", "confirmed", "dismissed", "answered", "proposed"})
	case "text", "header":
		if w.IntN(12) == 0 {
			return strings.Repeat(w.of(wildWords)+" ", 1+w.IntN(8_000))
		}
	}
	return w.of(wildWords)
}
