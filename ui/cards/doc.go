// Package cards is the tab in which people say of notes what their card asks for: who a
// note is about, how it is known, who owns it.
//
// It knows which control fits which type of field. It refuses to know any field by name:
// method files say what is asked. It changes notes through the editor alone, one field as
// one step.
//
//	pane := cards.New(cards.Options{Editor: hands, Host: host, Width: 280})
package cards
