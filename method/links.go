package method

import (
	"fmt"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// A LinkRule is one kind of link that a method allows: its type, and which cards it may lead
// from and to. A method without rules allows every link.
type LinkRule struct {
	Type workshop.LinkType
	From []string // ids of cards; none is any
	To   []string
}

// LinkTypes lists the types of link that may lead from one note to another on a canvas of
// this kind, in the order in which they are offered. A note without a card, as in a lane
// that people added, may be at either end. Links that are there already stay, whatever it
// says.
func (k *CanvasKind) LinkTypes(from, to *workshop.Note) []workshop.LinkType {
	all := workshop.LinkTypes()
	if len(k.Links) == 0 {
		return all
	}
	fits := func(cards []string, n *workshop.Note) bool {
		return len(cards) == 0 || n.Kind == "" || slices.Contains(cards, n.Kind)
	}
	return slices.DeleteFunc(all, func(t workshop.LinkType) bool {
		return !slices.ContainsFunc(k.Links, func(r LinkRule) bool { return r.Type == t && fits(r.From, from) && fits(r.To, to) })
	})
}

// The links of a method file.
type fileLink struct {
	Type workshop.LinkType `toml:"type"`
	From []string          `toml:"from"`
	To   []string          `toml:"to"`
}

// links checks which links a method allows.
func (c *checker) links(all []fileLink) []LinkRule {
	var rules []LinkRule
	for i, f := range all {
		table := fmt.Sprintf("link[%d]", i)
		if !f.Type.Known() {
			var names []string
			for _, t := range workshop.LinkTypes() {
				names = append(names, string(t))
			}
			c.fault(table, "type", fmt.Sprintf("there is no link of type %q", f.Type), "choose one of "+strings.Join(names, ", "))
		}
		for _, end := range []struct {
			key   string
			cards []string
		}{{"from", f.From}, {"to", f.To}} {
			for _, id := range end.cards {
				if _, known := c.cards[id]; !known {
					c.fault(table, end.key, fmt.Sprintf("there is no card %q", id), "name the id of a [[card]] of this file")
				}
			}
		}
		rules = append(rules, LinkRule(f))
	}
	return rules
}
