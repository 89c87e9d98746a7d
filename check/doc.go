// Package check asks a workshop what its methods want to know all the time: which words
// are the company's and not the customer's, which cells are empty, who is silent. What it
// finds are findings, each with a sentence and the things that it is about; people answer
// or dismiss them, and [workshop.Finding] keeps that.
//
// It is pure: the same snapshot and the same methods give the same findings in the same
// order, on every laptop. It knows nothing of screens, and changes nothing. What a check
// is about, its sentences and its weight stand in the method file; only the rules, a small
// table, are Go.
//
//	for _, f := range check.Run(methods, snapshot) { fmt.Println(f.Title, f.Says) }
package check
