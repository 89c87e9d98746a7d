package arch_test

import (
	"path"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Length of a file, in lines. Over linesWanted it wants a reason; tests may be longer.
const (
	linesWanted = 400
	linesMost   = 600
)

func TestFilesAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines > linesWanted {
			t.Logf("%s has %d lines; over %d wants a reason", s.file, s.lines, linesWanted)
		}
		if !s.test {
			assert.LessOrEqual(t, s.lines, linesMost, s.file)
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	said := map[string]bool{}
	for _, s := range sources(t) {
		if !s.test {
			said[s.dir] = said[s.dir] || s.doc
		}
	}
	for dir, doc := range said {
		assert.True(t, doc, "package %s has no doc comment", dir)
	}
}

func TestNoPackageIsADrawer(t *testing.T) {
	drawers := []string{"util", "utils", "common", "helper", "helpers", "manager", "misc", "shared", "types"}
	for _, s := range sources(t) {
		assert.False(t, slices.Contains(drawers, s.pkg) || slices.Contains(drawers, path.Base(s.dir)), s.file)
	}
}

// TestSyncHasNoPackage: the folder's name shadows the standard library's sync.
func TestSyncHasNoPackage(t *testing.T) {
	for _, s := range sources(t) {
		assert.NotEqual(t, "sync", s.dir, s.file)
	}
}
