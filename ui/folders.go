package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// A folder is a place for pictures, by the name that people know it by.
type folder struct{ name, path string }

// pictureFolders lists where people look for pictures, as far as it is there; the last is
// the home folder.
func pictureFolders() []folder {
	home, err := os.UserHomeDir()
	if err != nil {
		return []folder{{"Temporary files", os.TempDir()}}
	}
	var list []folder
	for _, name := range []string{"Pictures", "Documents", "Desktop", "Downloads"} {
		dir := filepath.Join(home, name)
		if i, err := os.Stat(dir); err == nil && i.IsDir() {
			list = append(list, folder{name, dir})
		}
	}
	return append(list, folder{"Home folder", home})
}

// carryFolders lists where people put what they carry: sticks first, the home folder last.
func carryFolders() []folder {
	home, err := os.UserHomeDir()
	if err != nil {
		return append(sticks(), folder{"Temporary files", os.TempDir()})
	}
	list := sticks()
	for _, name := range []string{"Documents", "Desktop", "Downloads"} {
		if dir := filepath.Join(home, name); isFolder(dir) {
			list = append(list, folder{name, dir})
		}
	}
	return append(list, folder{"Home folder", home})
}

// sticks are the sticks and disks that are plugged in, where the desktop shows them.
func sticks() []folder {
	var list []folder
	user := filepath.Base(os.Getenv("USER"))
	for _, at := range []string{"/run/media/" + user, "/media/" + user, "/Volumes"} {
		entries, _ := os.ReadDir(at)
		for _, e := range entries {
			if dir := filepath.Join(at, e.Name()); isFolder(dir) {
				list = append(list, folder{e.Name(), dir})
			}
		}
	}
	return list
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// namedFile is where a file of that name and ending goes. A name that is a whole path is
// taken as it is.
func namedFile(dir, name, ending string) string {
	name = strings.TrimSpace(name)
	if !strings.EqualFold(filepath.Ext(name), ending) {
		name += ending
	}
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(dir, filepath.Base(name))
}

func isThere(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// freeName is name with .png, and a number where a file of that name is there already.
func freeName(dir, name string) string { return freeNamed(dir, name, ".png") }

// freeNamed is [freeName] for files of any ending.
func freeNamed(dir, name, ending string) string {
	for i := 1; ; i++ {
		try := name + ending
		if i > 1 {
			try = fmt.Sprintf("%s %d%s", name, i, ending)
		}
		if i == 100 || !isThere(filepath.Join(dir, try)) {
			return try
		}
	}
}

// fileName makes a name that every system takes out of titles.
func fileName(titles ...string) string {
	clean := func(s string) string {
		s = strings.Map(func(r rune) rune {
			if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) {
				return ' '
			}
			return r
		}, s)
		return strings.Trim(strings.Join(strings.Fields(s), " "), ". ")
	}
	var parts []string
	for _, t := range titles {
		if c := clean(t); c != "" && (len(parts) == 0 || parts[0] != c) {
			parts = append(parts, c)
		}
	}
	name := strings.Join(parts, " – ")
	if r := []rune(name); len(r) > 80 {
		name = string(r[:80])
	}
	if name == "" {
		return "canvas"
	}
	return name
}
