// Package search finds notes by what they say, who wrote them, their tags, their category
// and their stage; and names by a few of their letters.
//
// It knows how words are compared: without case and accents, ß as ss. It refuses to know
// the screen. An [Index] is made for one snapshot and never changes; the next one takes
// over what has stayed the same, so that a change costs what it touched.
//
//	ix := search.New(nil, snapshot, order, stageOf)
//	hits := ix.Find("cafe ana")
package search
