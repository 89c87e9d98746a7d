package panel

import (
	"strings"

	"github.com/rivo/uniseg"
)

// elide cuts text at the end so that it and … fit in width.
func elide(text string, width float32, measure func(string) float32) string {
	if measure(text) <= width {
		return text
	}
	parts := graphemes(text)
	low, high := 0, len(parts) // parts[:low] with … fits, or low is 0
	for low < high {
		mid := (low + high + 1) / 2
		if measure(strings.Join(parts[:mid], "")+"…") <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(strings.Join(parts[:low], ""), " ·-") + "…"
}

// wrap breaks text at blanks into lines of at most width; a longer word is broken inside.
// With limit > 0 the last of that many lines ends in … if something is left over.
func wrap(text string, width float32, limit int, measure func(string) float32) []string {
	var rows []string
	for _, paragraph := range strings.Split(text, "\n") {
		row := ""
		for _, word := range strings.Fields(paragraph) {
			try := word
			if row != "" {
				try = row + " " + word
			}
			if measure(try) <= width {
				row = try
				continue
			}
			if row != "" {
				rows = append(rows, row)
			}
			for measure(word) > width {
				head := fitting(word, width, measure)
				rows = append(rows, head)
				word = word[len(head):]
			}
			row = word
		}
		rows = append(rows, row)
	}
	if limit > 0 && len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1] + "…"
		if measure(last) > width {
			last = elide(rows[limit-1]+"……", width, measure)
		}
		rows[limit-1] = last
	}
	return rows
}

// fitting is the longest beginning of word that fits, at least one character.
func fitting(word string, width float32, measure func(string) float32) string {
	head := ""
	for _, g := range graphemes(word) {
		if head != "" && measure(head+g) > width {
			break
		}
		head += g
	}
	return head
}

func graphemes(s string) []string {
	var parts []string
	for g := uniseg.NewGraphemes(s); g.Next(); {
		parts = append(parts, g.Str())
	}
	return parts
}
