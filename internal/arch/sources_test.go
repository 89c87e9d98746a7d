package arch_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// module is the module's path, in front of every import of its own.
const module = "throughline.app/"

// A source is one Go file of the module.
type source struct {
	file    string // from the module's root, with slashes
	dir     string // its folder, likewise
	pkg     string // the package clause's name
	test    bool   // a _test.go file
	lines   int
	doc     bool     // it carries the package's doc comment
	imports []string // as written
}

// sources are all Go files below the module's root, but not those of tools (a module of
// its own) nor of the root itself.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..")
	require.FileExists(t, filepath.Join(root, "go.mod"))
	var all []source
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if entry.IsDir() {
			name := entry.Name()
			if rel != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || rel == "tools") {
				return filepath.SkipDir
			}
			return nil
		}
		if path.Ext(rel) != ".go" || path.Dir(rel) == "." {
			return nil
		}
		s, err := read(file)
		if err != nil {
			return err
		}
		s.file, s.dir = rel, path.Dir(rel)
		all = append(all, s)
		return nil
	})
	require.NoError(t, err)
	require.NotEmpty(t, all)
	return all
}

func read(file string) (source, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return source{}, err
	}
	tree, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return source{}, err
	}
	s := source{
		pkg:   tree.Name.Name,
		test:  strings.HasSuffix(file, "_test.go"),
		lines: bytes.Count(text, []byte("\n")),
		doc:   tree.Doc != nil && strings.TrimSpace(tree.Doc.Text()) != "" && !ast.IsGenerated(tree),
	}
	for _, spec := range tree.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return source{}, err
		}
		s.imports = append(s.imports, name)
	}
	return s, nil
}

// support tells whether a folder holds test support: what only tests import.
func support(dir string) bool {
	return strings.HasPrefix(dir, "internal/") || strings.HasSuffix(path.Base(dir), "test")
}

// below tells whether dir is folder or lies in it.
func below(dir, folder string) bool {
	return dir == folder || strings.HasPrefix(dir, folder+"/")
}
