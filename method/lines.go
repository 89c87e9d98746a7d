package method

import (
	"fmt"
	"regexp"
	"strings"
)

// lines tells on which line of a file each key stands, as the TOML reader tells it only
// for faults of its own.
type lines struct {
	exact map[string]int // "canvas[0].lane[2].tint"
	plain map[string]int // "canvas.lane.tint", the first of them
}

var (
	tableLine = regexp.MustCompile(`^\s*(\[\[?)\s*([\w\-."' ]+?)\s*\]`)
	keyLine   = regexp.MustCompile(`^\s*([\w\-.]+|"[^"]*"|'[^']*')\s*=`)
)

func index(text string) lines {
	at := lines{exact: make(map[string]int), plain: make(map[string]int)}
	count := make(map[string]int) // tables of an array so far, by exact path without its own index
	table, plain := "", ""
	for i, line := range strings.Split(text, "\n") {
		if m := tableLine.FindStringSubmatch(line); m != nil {
			table, plain = exactPath(m[2], m[1] == "[[", count), m[2]
			at.note(table, plain, i+1)
		} else if m := keyLine.FindStringSubmatch(line); m != nil {
			key := strings.Trim(m[1], `"'`)
			at.note(join(table, key), join(plain, key), i+1)
		}
	}
	return at
}

func (l lines) note(exact, plain string, line int) {
	if l.exact[exact] == 0 {
		l.exact[exact] = line
	}
	if l.plain[plain] == 0 {
		l.plain[plain] = line
	}
}

// exactPath gives a table's dotted name the index of each array on the way.
func exactPath(name string, array bool, count map[string]int) string {
	path := ""
	parts := strings.Split(name, ".")
	for i, part := range parts {
		path = join(path, strings.TrimSpace(part))
		if array && i == len(parts)-1 {
			count[path]++
		}
		if n := count[path]; n > 0 {
			path = fmt.Sprintf("%s[%d]", path, n-1)
		}
	}
	return path
}

func join(table, key string) string {
	if table == "" || key == "" {
		return table + key
	}
	return table + "." + key
}
