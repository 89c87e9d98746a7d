// Package insight finds what no single function could see: categories that reach over
// several stages and several functions, how evenly, and whether that is more than chance;
// the same issue said in different places; and who was heard.
//
// It is pure. The same workshop gives the same numbers on every laptop, to the last digit:
// sums go in a fixed order, logarithms are its own, and the one random thing, the shuffles
// of the chance check, begins from a fixed seed.
//
//	f := insight.Look(snapshot, canvas)
//	for _, t := range f.Themes {        // the highest score first
//		if t.Rule == insight.Systemic { … }
//	}
//	f.Chance()                          // fills Theme.Wider; slower
//
// It decides nothing: a finding is a proposal, and only people make an issue of it. It
// refuses to know how notes are grouped by their words (package cluster) and how a finding
// is said or drawn.
package insight
