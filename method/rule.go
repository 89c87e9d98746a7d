package method

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Weight says how much a finding of a check matters.
type Weight string

// The weights, the heaviest first.
const (
	Must   Weight = "must"   // the result does not hold without it
	Should Weight = "should" // the room ought to talk about it
	Remark Weight = "note"   // good to know
)

// Weights lists the weights, the heaviest first.
func Weights() []Weight { return []Weight{Must, Should, Remark} }

// A Check is a question that is asked of a workshop all the time: a rule out of a small
// table, with what it is about and the sentences that people read. Package check answers it.
type Check struct {
	Key    string // "method/check", kept in what people say of its findings
	Rule   string // one of [Rules]
	Title  string // of a finding: "Two answer for it"
	Says   string // what was found, with {places} that the rule fills
	Remedy string // what can be done, "" for nothing in particular
	Weight Weight
	Group  string // words under which findings of several checks are counted together, "" for none

	Canvas   string   // id of the canvas kind that it looks at, "" for all of the method
	Cards    []string // ids of cards
	Lanes    []string // keys of lanes, none for all
	With     []string // ids of cards that make good what the rule looks for
	Field    string   // key of a card's typed field
	Values   []string // of that field
	When     string   // key of another field that has to be filled in
	Mark     string   // key of a grid's mark
	Least    int
	Most     int
	Poll     string // what people answer: "mood/as-is"
	Below    float64
	Side     string   // "start" or "end"
	Standing string   // "silent" or "absent"
	Words    []string // names of word lists
	Stages   bool     // it looks at the names of stages too
	Together bool     // one finding for all that was found
	Every    bool     // of gaps: of stages in use all cells, also of lanes in which nothing stands anywhere
}

// The part of a method file that says what is looked for.
type (
	fileChecks struct {
		Checks []fileCheck `toml:"check"`
	}
	fileCheck struct {
		ID       string   `toml:"id"`
		Rule     string   `toml:"rule"`
		Title    string   `toml:"title"`
		Says     string   `toml:"says"`
		Remedy   string   `toml:"remedy"`
		Weight   Weight   `toml:"weight"`
		Group    string   `toml:"group"`
		Canvas   string   `toml:"canvas"`
		Cards    []string `toml:"cards"`
		Lanes    []string `toml:"lanes"`
		With     []string `toml:"with"`
		Field    string   `toml:"field"`
		Values   []string `toml:"values"`
		When     string   `toml:"when"`
		Mark     string   `toml:"mark"`
		Least    int      `toml:"least"`
		Most     int      `toml:"most"`
		Poll     string   `toml:"poll"`
		Below    float64  `toml:"below"`
		Side     string   `toml:"side"`
		Standing string   `toml:"standing"`
		Words    []string `toml:"words"`
		Stages   bool     `toml:"stages"`
		Together bool     `toml:"together"`
		Every    bool     `toml:"every"`
	}
)

// A Rule is what a check may be built on.
type Rule struct {
	Keys   []string // of its own in the file, those that it needs first
	Needs  int      // how many of Keys must be there
	Places []string // that its sentence may have: {name} …
}

// Rules are the rules by their names. docs/method-files.md explains them.
var Rules = map[string]Rule{
	"wording":   {[]string{"words", "cards", "stages"}, 1, []string{"name", "word", "instead"}},
	"gaps":      {[]string{"canvas", "lanes", "every", "together"}, 1, []string{"name", "stage", "lane", "count"}},
	"field":     {[]string{"cards", "field", "values", "when", "together"}, 2, []string{"name", "stage", "value", "count"}},
	"unowned":   {[]string{"cards", "field", "mark", "together"}, 1, []string{"name", "stage", "count"}},
	"handover":  {[]string{"with", "together"}, 1, []string{"name", "other", "count"}},
	"blind":     {[]string{"side", "canvas"}, 1, []string{"name", "stage", "count"}},
	"most":      {[]string{"cards", "most"}, 2, []string{"count", "most"}},
	"functions": {[]string{"standing"}, 1, []string{"name", "people"}},
	"treatment": {[]string{"cards", "with", "field", "values"}, 2, []string{"name", "stage", "value"}},
	"low":       {[]string{"poll", "with", "below", "canvas"}, 2, []string{"name", "mean", "people"}},
	"steps":     {[]string{"canvas"}, 1, []string{"name"}},
	"marks":     {[]string{"mark", "least", "most", "canvas"}, 1, []string{"name", "stage", "columns", "count"}},
	"outside":   {[]string{"field", "mark", "canvas", "cards", "when"}, 1, []string{"name", "stage", "columns"}},
}

const maxChecks = 60

var placeForm = regexp.MustCompile(`\{([^{}]*)\}`)

// ruleKeys are the keys that belong to rules: what is not named by the rule of a check is
// a slip.
var ruleKeys = []string{"canvas", "cards", "lanes", "with", "field", "values", "when", "mark", "least", "most", "poll", "below",
	"side", "standing", "words", "stages", "together", "every"}

// checks takes over what is looked for; cards and kinds of the method are there.
func (c *checker) checks(m *Method, f *fileMethod, base string) {
	if len(f.Checks) > maxChecks {
		c.fault("", "", fmt.Sprintf("the file has %d checks", len(f.Checks)), fmt.Sprintf("write at most %d times [[check]]", maxChecks))
	}
	seen := make(map[string]bool)
	for i := range f.Checks {
		table := fmt.Sprintf("check[%d]", i)
		one := &f.Checks[i]
		c.key(table, "id", one.ID)
		if seen[one.ID] {
			c.fault(table, "id", fmt.Sprintf("a second check is called %q", one.ID), "give it another id")
		}
		seen[one.ID] = true
		c.check(m, one, table, base)
		m.Checks = append(m.Checks, Check{
			Key: base + "/" + one.ID, Rule: one.Rule, Title: one.Title, Says: one.Says, Remedy: one.Remedy, Weight: one.Weight, Group: one.Group,
			Canvas: qualified(base, one.Canvas), Cards: one.Cards, Lanes: one.Lanes, With: one.With, Field: one.Field, Values: one.Values, When: one.When,
			Mark: one.Mark, Least: one.Least, Most: one.Most, Poll: one.Poll, Below: one.Below, Side: one.Side, Standing: one.Standing,
			Words: one.Words, Stages: one.Stages, Together: one.Together, Every: one.Every,
		})
	}
}

func qualified(base, id string) string {
	if id == "" {
		return ""
	}
	return base + "/" + id
}

// check examines one check of the file.
func (c *checker) check(m *Method, f *fileCheck, table, base string) {
	c.words(table, "title", f.Title)
	if f.Group != "" {
		c.words(table, "group", f.Group)
	}
	if !slices.Contains(Weights(), f.Weight) {
		c.fault(table, "weight", fmt.Sprintf("the weight is %q", f.Weight), `write "must", "should" or "note"`)
	}
	rule, ok := Rules[f.Rule]
	if !ok {
		c.fault(table, "rule", fmt.Sprintf("there is no rule %q", f.Rule), "choose one of "+strings.Join(ruleNames(), ", "))
		return
	}
	for i, key := range rule.Keys[:rule.Needs] {
		if c.at.exact[join(table, key)] == 0 {
			c.fault(table, "", fmt.Sprintf("a check of the rule %q has no %q", f.Rule, rule.Keys[i]), "write what it is to look at")
		}
	}
	for _, key := range ruleKeys {
		if c.at.exact[join(table, key)] != 0 && !slices.Contains(rule.Keys, key) {
			c.fault(table, key, fmt.Sprintf("the rule %q does not look at %q", f.Rule, key), "take it out; it uses "+strings.Join(rule.Keys, ", "))
		}
	}
	if strings.TrimSpace(f.Says) == "" {
		c.fault(table, "says", "the check has no sentence", "write what was found, as a person would say it")
	}
	for _, p := range placeForm.FindAllStringSubmatch(f.Says+f.Remedy, -1) {
		if !slices.Contains(rule.Places, p[1]) {
			c.fault(table, "says", fmt.Sprintf("the rule %q has no place {%s}", f.Rule, p[1]), "use {"+strings.Join(rule.Places, "}, {")+"}")
		}
	}
	c.checkNames(m, f, table, base)
}

// checkNames examines what a check names of its own file.
func (c *checker) checkNames(m *Method, f *fileCheck, table, base string) {
	for _, named := range []struct {
		key string
		ids []string
	}{{"cards", f.Cards}, {"with", f.With}} {
		for _, id := range named.ids {
			if !slices.ContainsFunc(m.Cards, func(card Card) bool { return card.ID == id }) {
				c.fault(table, named.key, fmt.Sprintf("there is no card %q", id), "name the id of a [[card]] of this file")
			}
		}
	}
	kind := slices.IndexFunc(m.Kinds, func(k *CanvasKind) bool { return k.ID == base+"/"+f.Canvas })
	if f.Canvas != "" && kind < 0 {
		c.fault(table, "canvas", fmt.Sprintf("there is no canvas %q", f.Canvas), "name the id of a [[canvas]] of this file")
	}
	for _, key := range f.Lanes {
		if kind >= 0 && !slices.ContainsFunc(m.Kinds[kind].Lanes, func(l LaneKind) bool { return l.Key == key }) {
			c.fault(table, "lanes", fmt.Sprintf("the canvas has no lane %q", key), "name the key of a [[canvas.lane]] of it")
		}
	}
	if f.Side != "" && f.Side != "start" && f.Side != "end" {
		c.fault(table, "side", fmt.Sprintf("there is no side %q", f.Side), `write "start" or "end"`)
	}
	if f.Standing != "" && f.Standing != "silent" && f.Standing != "absent" {
		c.fault(table, "standing", fmt.Sprintf("there is no standing %q", f.Standing), `write "silent" or "absent"`)
	}
	if f.Least < 0 || f.Most < 0 {
		c.fault(table, "most", "a check cannot count below nothing", "write 0 or more")
	}
}

func ruleNames() []string {
	var names []string
	for name := range Rules {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
