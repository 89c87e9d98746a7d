package say

import (
	"fmt"
	"strings"

	"throughline.app/carry"
)

// A workshop as a file.
const (
	CarryAsk     = "Save a copy to carry…"
	CarryTitle   = "Save a copy to carry"
	CarryTeach   = "Everything of this workshop in one file: put it on a stick and open it on another laptop. What is new in it comes in there, nothing is overwritten, and the same works on the way back."
	CarryOpenly  = "Whoever has the file can read it."
	CarrySave    = "Save the copy"
	CarrySaving  = "Saving the copy…"
	CarryFile    = "File"
	OpenFile     = "Open a file…"
	OpenFileTip  = "A workshop that was carried here, ending in .throughline"
	WhichFile    = "Which file?"
	WhichHelp    = "Its whole name, or drop it on this window."
	AnotherPlace = "Another place…"
	TakingFile   = "Taking in the file…"
	ShowCame     = "Show them"
	OnlyOneFile  = "Drop one workshop file at a time."
)

// CarrySaved tells where the copy is, and what to do where it is on a stick.
func CarrySaved(file string, stick bool) string {
	if !stick {
		return SavedAs(file)
	}
	return SavedAs(file) + ". Eject the stick before you pull it out."
}

// CameIn tells what came in with a file.
func CameIn(d carry.Digest) string {
	file := "the file"
	if d.By != "" {
		file = d.By + "’s file"
	}
	if d.Empty() {
		if d.Spoiled > 0 {
			return "Nothing new in " + file + ". " + spoiled(d.Spoiled)
		}
		return "Nothing new in " + file + ": all of it is here already."
	}
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, count(n, one, many))
		}
	}
	add(len(d.New), "new note", "new notes")
	add(len(d.Changed), "changed", "changed")
	add(len(d.Deleted), "deleted", "deleted")
	add(d.Links, "link", "links")
	add(d.Comments, "comment", "comments")
	add(d.Answers, "answer", "answers")
	add(d.Pictures, "picture", "pictures")
	if d.Other > 0 && !d.First {
		parts = append(parts, count(d.Other, "change", "changes")+" to stages, lanes and categories")
	}
	what := "Came in from " + file
	if d.First {
		what = "Now on this laptop, from " + file
	}
	if len(parts) > 0 {
		what += ": " + strings.Join(parts, ", ")
	}
	if by := shares(d.People); by != "" {
		what += " · by " + by
	}
	if d.Spoiled > 0 {
		what += ". " + spoiled(d.Spoiled)
	}
	return what
}

func spoiled(n int) string {
	return count(n, "picture", "pictures") + " in the file could not be used."
}

// mostShares is how many people are named; the others are counted.
const mostShares = 4

// shares is "Ana (12), Jo (6)".
func shares(people []carry.Share) string {
	var named []string
	rest := 0
	for _, p := range people {
		if p.Name == "" || len(named) == mostShares {
			rest += p.Notes
			continue
		}
		named = append(named, fmt.Sprintf("%s (%d)", p.Name, p.Notes))
	}
	if rest > 0 && len(named) > 0 {
		named = append(named, fmt.Sprintf("others (%d)", rest))
	}
	return strings.Join(named, ", ")
}
