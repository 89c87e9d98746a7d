package wording_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/assets/wording"
)

func TestEveryWordIsSaidOnceAndHasAnother(t *testing.T) {
	for _, list := range wording.Lists() {
		for _, language := range wording.Languages() {
			words := wording.List(list, language)
			require.Greater(t, len(words), 60, language)
			instead := make(map[string]bool)
			for _, w := range words {
				require.NotEmpty(t, w.Said, language)
				require.False(t, instead[w.Said], "%s: %q stands there twice", language, w.Said)
				instead[w.Said] = true
				require.NotContains(t, w.Said, "-", "hyphens do not matter and are written as spaces")
			}
		}
	}
	require.Nil(t, wording.List("company", "xx"))
}
