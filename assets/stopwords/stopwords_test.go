package stopwords_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"throughline.app/assets/stopwords"
)

func TestListsAreSortedLowerCaseAndDistinct(t *testing.T) {
	for _, language := range stopwords.Languages() {
		for _, list := range [][]string{stopwords.Grammar(language), stopwords.Fillers(language)} {
			assert.Greater(t, len(list), 90, language)
			assert.Equal(t, len(list), len(slices.Compact(slices.Sorted(slices.Values(list)))), language)
			for _, word := range list {
				assert.Equal(t, strings.ToLower(word), word, language)
			}
		}
	}
	assert.Nil(t, stopwords.Grammar("xx"))
}
