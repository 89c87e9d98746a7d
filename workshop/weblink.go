package workshop

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A WebLink is an address in a text that can be opened.
type WebLink struct {
	Start, End int    // bytes of the text
	Target     string // whole: "www.example.org" is "https://www.example.org"
}

// schemes are the beginnings of an address, in lower case, and what makes each whole.
var schemes = []struct{ begin, before string }{
	{"http://", ""}, {"https://", ""}, {"mailto:", ""}, {"www.", "https://"},
}

const maxWebLink = 2_000 // bytes

// WebLinks finds the addresses in a text: http, https, mailto and what begins with www.
// Full stops and brackets that belong to the sentence are left outside.
func WebLinks(text string) []WebLink {
	if !strings.ContainsAny(text, ".:") {
		return nil
	}
	var found []WebLink
	for at := 0; at < len(text); {
		before, size := utf8.DecodeLastRuneInString(text[:at])
		if size == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			if l, ok := webLinkAt(text, at); ok {
				found = append(found, l)
				at = l.End
				continue
			}
		}
		_, size = utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return found
}

// CanOpen reports whether an address is of a kind that may be handed to the laptop.
func CanOpen(target string) bool {
	u, err := url.Parse(target)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Hostname() != ""
	case "mailto":
		return strings.Contains(u.Opaque, "@")
	}
	return false
}

func webLinkAt(text string, at int) (WebLink, bool) {
	for _, s := range schemes {
		if len(text)-at <= len(s.begin) || !strings.EqualFold(text[at:at+len(s.begin)], s.begin) {
			continue
		}
		end := at + strings.IndexFunc(text[at:]+" ", endsAddress)
		end = at + len(trimAddress(text[at:end]))
		if end-at <= len(s.begin) || end-at > maxWebLink {
			return WebLink{}, false
		}
		target := s.before + strings.ToLower(s.begin) + text[at+len(s.begin):end]
		return WebLink{at, end, target}, CanOpen(target)
	}
	return WebLink{}, false
}

func endsAddress(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || strings.ContainsRune("<>\"`", r)
}

// trimAddress takes off what ends the sentence, not the address. A closing bracket belongs
// to the address that opens it.
func trimAddress(s string) string {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		switch {
		case strings.ContainsRune(".,;:!?'’”“»…*", r):
		case r == ')' && strings.Count(s, ")") > strings.Count(s, "("):
		case r == ']' && strings.Count(s, "]") > strings.Count(s, "["):
		default:
			return s
		}
		s = s[:len(s)-size]
	}
	return s
}
