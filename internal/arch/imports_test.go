package arch_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// everything stands for: may import any package of the module.
const everything = "*"

// mayImport is the import table: for each folder, the packages of this module that its
// code may import. A folder stands for the folders in it that have no line of their own.
// Its own subfolders are allowed where "./" is given.
var mayImport = map[string][]string{
	"workshop":    {},
	"assets":      {"./"},
	"method":      {"workshop", "assets"},
	"editor":      {"workshop", "method"},
	"editor/tool": {"workshop", "method", "editor"},
	"picture":     {},
	"insight":     {"workshop"},
	"check":       {"workshop", "method", "insight", "assets/stopwords", "assets/wording"},
	"render":      {"workshop", "method", "insight", "assets", "picture"},
	"cluster":     {"workshop", "assets/stopwords"},
	"carry":       {"workshop"},
	"exchange":    {"workshop", "method", "insight", "check", "cluster", "render"},

	"crdt":        {"workshop", "crdt/format"},
	"crdt/format": {},

	"sync/wire":     {},
	"sync/roster":   {"sync/wire"},
	"sync/vouch":    {"sync/wire", "sync/roster"},
	"sync/lan":      {"sync/wire", "sync/roster", "assets/words"},
	"sync/replica":  {"sync/wire"},
	"sync/moment":   {"sync/wire"},
	"sync/presence": {"sync/wire", "workshop"},
	"sync/beacon":   {"sync/wire"},

	"storage": {},

	"ui":  {"workshop", "method", "cluster", "insight", "check", "editor", "editor/tool", "render", "exchange", "carry", "assets", "assets/words", "./"},
	"cmd": {everything},
}

// livesIn is where each library is allowed, tests included. What is not in the table is
// allowed nowhere: a new library is a decision.
var livesIn = map[string][]string{
	"fyne.io/":                    {"ui", "cmd"},
	"github.com/automerge/":       {"crdt"},
	"github.com/hashicorp/":       {"sync/lan"},
	"golang.org/x/crypto/":        {"sync/lan"},
	"golang.org/x/net/":           {"sync/beacon", "sync/lan"},
	"modernc.org/sqlite":          {"storage"},
	"database/sql":                {"storage"},
	"github.com/BurntSushi/toml":  {"method", "exchange"},
	"github.com/go-text/":         {"render"},
	"github.com/srwiley/rasterx":  {"render"},
	"golang.org/x/image/":         {"picture", "render", "ui", "assets"},
	"github.com/rivo/uniseg":      {"render", "editor", "ui"},
	"github.com/tidwall/rtree":    {"editor", "render", "ui"},
	"golang.org/x/text/":          {"cluster", "render", "exchange", "ui"},
	"github.com/blevesearch/":     {"cluster"},
	"golang.org/x/sync/":          {"cmd", "ui", "sync/lan"},
	"github.com/stretchr/testify": {everything}, // tests and test support only
	"pgregory.net/rapid":          {everything}, // likewise
}

// testOnly are the libraries that no shipped code imports.
var testOnly = []string{"github.com/stretchr/testify", "pgregory.net/rapid", "testing"}

func TestPackagesImportOnlyWhatTheTableSays(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || support(s.dir) {
			continue
		}
		folder, allowed, known := row(s.dir)
		assert.True(t, known, "%s: folder %s has no line in the import table", s.file, s.dir)
		for _, imp := range s.imports {
			own, ok := strings.CutPrefix(imp, module)
			if !ok {
				continue
			}
			fine := slices.Contains(allowed, everything) || slices.Contains(allowed, own) ||
				slices.Contains(allowed, "./") && below(own, folder)
			assert.True(t, fine && (!support(own) || below(s.dir, "cmd")), "%s imports %s; %s may import %v", s.file, own, folder, allowed)
		}
	}
}

// row is the line of the import table that rules dir: its own or the nearest above.
func row(dir string) (folder string, allowed []string, known bool) {
	for folder = dir; ; {
		if allowed, known = mayImport[folder]; known {
			return folder, allowed, true
		}
		cut := strings.LastIndexByte(folder, '/')
		if cut < 0 {
			return dir, nil, false
		}
		folder = folder[:cut]
	}
}

func TestLibrariesLiveWhereTheTableSays(t *testing.T) {
	for _, s := range sources(t) {
		for _, imp := range s.imports {
			if strings.HasPrefix(imp, module) {
				continue
			}
			if !s.test && !support(s.dir) && !below(s.dir, "cmd/bench-canvas") {
				for _, name := range testOnly {
					assert.False(t, imp == name || strings.HasPrefix(imp, name+"/"), "%s imports %s, which is for tests", s.file, imp)
				}
			}
			folders, listed := home(imp)
			if !listed {
				first, _, _ := strings.Cut(imp, "/")
				assert.NotContains(t, first, ".", "%s imports %s, a library that is not in the table", s.file, imp)
				continue
			}
			fine := slices.ContainsFunc(folders, func(f string) bool { return f == everything || below(s.dir, f) })
			assert.True(t, fine, "%s imports %s, which lives in %v", s.file, imp, folders)
		}
	}
}

// home finds the library's line by the longest prefix.
func home(imp string) (folders []string, listed bool) {
	longest := -1
	for prefix, f := range livesIn {
		if len(prefix) > longest && (imp == prefix || strings.HasPrefix(imp, strings.TrimSuffix(prefix, "/")+"/")) {
			folders, listed, longest = f, true, len(prefix)
		}
	}
	return folders, listed
}

// TestWorkshopIsPure keeps I/O, clocks, randomness and goroutines' tools out of the centre.
func TestWorkshopIsPure(t *testing.T) {
	refused := []string{"os", "io/fs", "net", "net/http", "math/rand", "math/rand/v2", "crypto/rand", "sync", "sync/atomic", "context", "log", "log/slog", "syscall", "time"}
	for _, s := range sources(t) {
		if s.test || s.dir != "workshop" {
			continue
		}
		for _, imp := range s.imports {
			assert.NotContains(t, refused, imp, s.file)
		}
	}
}
