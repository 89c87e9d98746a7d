package workshop

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits, the same when writing and when receiving.
const (
	MaxText      = 4_000  // characters (runes) of a note or a header
	MaxTextBytes = 16_384 // and their UTF-8 bytes
	MaxField     = 1_024  // bytes of any other field
	MaxName      = 80     // characters of a title, stage, lane, category or person
	MaxNotes     = 25_000 // notes of a workshop, deleted ones included
	MaxStages    = 60     // stages shown on a canvas
	MaxLanes     = 40     // lanes shown on a canvas
)

// ErrInvalid is wrapped by every refusal of an [Op]: nothing was changed.
var ErrInvalid = errors.New("not possible")

// ErrTextTooLong is an [ErrInvalid]: a text has more than [MaxText] characters.
var ErrTextTooLong = fmt.Errorf("%w: the text is longer than %d characters", ErrInvalid, MaxText)

// CheckText returns [ErrTextTooLong] for a text over the limit, and an [ErrInvalid] for
// bytes that are not UTF-8.
func CheckText(s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("%w: the text is not UTF-8", ErrInvalid)
	}
	if len(s) > MaxTextBytes || utf8.RuneCountInString(s) > MaxText {
		return ErrTextTooLong
	}
	return nil
}

// CleanName trims a name, folds its white space and control characters to single spaces,
// and cuts it to [MaxName] characters.
func CleanName(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if utf8.RuneCountInString(s) > MaxName {
		s = strings.TrimSpace(string([]rune(s)[:MaxName]))
	}
	return s
}

// TextHash is a short fingerprint of a text, equal on every laptop. It is never empty.
func TextHash(s string) string {
	h := fnv.New64a()
	h.Write([]byte(s))
	return strconv.FormatUint(h.Sum64(), 36)
}
