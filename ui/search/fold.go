package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is how words are compared: lower case, without accents and marks that cannot be
// seen, each run of blanks as one.
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if !plain {
		s = norm.NFKD.String(strings.ToValidUTF8(s, ""))
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf && r > ' ':
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
		case unicode.IsSpace(r):
			if !blank && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = true
			continue
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			continue
		default:
			if long, ok := ligatures[r]; ok {
				b.WriteString(long)
				blank = false
				continue
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
		blank = false
	}
	return b.String()
}

// ligatures are letters that people without them on the keyboard write as two, or as the
// one below the stroke.
var ligatures = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o",
	'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ı': "i",
}
