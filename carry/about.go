package carry

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"
)

// An About is what a file says about itself.
type About struct {
	ID    string    `json:"id"`    // of the workshop: 1 to 64 of [0-9a-z]
	Title string    `json:"title"` // for show only: the document has the one that counts
	By    string    `json:"by"`    // name of the person who saved it, may be empty
	Saved time.Time `json:"saved"` // by that laptop's clock, for show only
}

const maxName = 200 // bytes of a title and of a name in an About

// encode writes an About; what is too long for it is cut.
func (a About) encode() ([]byte, error) {
	if !validID(a.ID) {
		return nil, fmt.Errorf("carry: workshop id %q cannot be written", a.ID)
	}
	a.Title, a.By = clip(a.Title), clip(a.By)
	return json.Marshal(a)
}

func decodeAbout(b []byte) (About, error) {
	var a About
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		return About{}, fmt.Errorf("%w: about: %w", ErrDamaged, err)
	}
	if d.More() || !validID(a.ID) || len(a.Title) > maxName || len(a.By) > maxName || !utf8.Valid(b) {
		return About{}, fmt.Errorf("%w: about", ErrDamaged)
	}
	return a, nil
}

func validID(id string) bool {
	if len(id) < 1 || len(id) > 64 {
		return false
	}
	for _, r := range id {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return true
}

func clip(s string) string {
	for len(s) > maxName {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s
}
