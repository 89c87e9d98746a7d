package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline.app/cluster"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/workshop"
)

// maxNotesFile is how large a file of notes may be, in bytes.
const maxNotesFile = 32 << 20

// Errors of a file of notes.
var (
	errNoNotes      = errors.New("no file of notes")
	errNotesTooLong = errors.New("a file of notes of more than 32 MB")
)

// A notesError is what is wrong with a file of notes, as a sentence. It is errNoNotes.
type notesError struct{ what string }

func (e *notesError) Error() string { return errNoNotes.Error() + ": " + e.what }
func (e *notesError) Unwrap() error { return errNoNotes }

// clusterNotes is the file that is read, and clusterGroups what is printed.
type clusterNotes struct {
	Notes noteList `json:"notes"`
}

// A noteList is read once: a second list under the same key would silently take the place of
// the first.
type noteList struct {
	all   []fileNote
	there bool
}

type fileNote struct{ ID, Text, Group, Stage, Lane, Function, Author string }

// UnmarshalJSON implements [json.Unmarshaler].
func (l *noteList) UnmarshalJSON(data []byte) error {
	if l.there {
		return &notesError{"There are two lists of notes in it."}
	}
	l.there = string(data) != "null"
	return json.Unmarshal(data, &l.all)
}

type clusterGroups struct {
	Groups   []clusterGroup `json:"groups"`
	Unsorted []string       `json:"unsorted"`
}

type clusterGroup struct {
	Name         string   `json:"name"`
	Alternatives []string `json:"alternatives"`
	Notes        []string `json:"notes"`
}

func runCluster(ctx context.Context, env *environment, args []string) error {
	k, seeds, asJSON := 0, false, false
	rest, err := parse("cluster", args, 1, 1, func(f *flag.FlagSet) {
		f.IntVar(&k, "k", 0, "")
		f.BoolVar(&seeds, "seeds", false, "")
		f.BoolVar(&asJSON, "json", false, "")
	})
	if err != nil {
		return err
	}
	if k < 0 || k > cluster.MaxNotes {
		return fmt.Errorf("%w: --k is a number of groups up to 5,000, or 0 for as many as the notes fall into", errUsage)
	}
	show := func(notes []cluster.Note, o cluster.Options) error {
		a, err := cluster.Analyse(ctx, notes, o)
		if err != nil {
			return err
		}
		p := a.Groups(k)
		for _, doubt := range doubts(o.Names, k, p.K) {
			fmt.Fprintln(env.errs, "throughline: "+doubt)
		}
		if asJSON {
			return json.NewEncoder(env.out).Encode(plainGroups(p))
		}
		return printGroups(env.out, notes, p)
	}
	if info, err := os.Stat(rest[0]); !strings.HasSuffix(rest[0], ".json") && (err != nil || info.IsDir()) {
		return env.lookInRoom(ctx, rest[0], func(room *laptop.Room) error {
			snap, heads := room.State()
			shown := exchange.Show(snap, heads, room.ID())
			notes, names := workshopNotes(shown)
			return show(notes, cluster.Options{Names: names, Same: snap.Meta.Same()})
		})
	}
	notes, names, err := readNotes(rest[0], seeds)
	if err != nil {
		return err
	}
	return show(notes, cluster.Options{Names: names})
}

// readNotes reads a file of notes. With seeds the notes that name a group are pinned to it,
// and groups keep the names that stand there.
//
// Errors: errNoNotes, errNotesTooLong, those of the file.
func readNotes(name string, seeds bool) ([]cluster.Note, map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxNotesFile+1))
	var path *fs.PathError
	switch {
	case errors.As(err, &path):
		return nil, nil, fmt.Errorf("%w: %v", errNoNotes, err)
	case err != nil:
		return nil, nil, err
	case len(data) > maxNotesFile:
		return nil, nil, errNotesTooLong
	}
	var file clusterNotes
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), &file); err != nil {
		return nil, nil, notNotes(data, err)
	}
	if !file.Notes.there {
		return nil, nil, &notesError{"It has no list of notes."}
	}
	var notes []cluster.Note
	names := map[string]string{}
	for i, n := range file.Notes.all {
		if n.ID == "" {
			return nil, nil, &notesError{fmt.Sprintf("Note %d of it has no id.", i+1)}
		}
		if strings.ContainsRune(n.ID, utf8.RuneError) { // it could not be told from others, nor printed as it is
			return nil, nil, &notesError{fmt.Sprintf("The id of note %d of it is no text.", i+1)}
		}
		note := cluster.Note{ID: n.ID, Text: n.Text, Stage: n.Stage, Lane: n.Lane, Function: n.Function, Author: n.Author}
		if seeds && strings.TrimSpace(n.Group) != "" {
			note.Group, names[n.Group] = n.Group, n.Group
		}
		notes = append(notes, note)
	}
	return notes, names, nil
}

// notNotes says what is wrong with what is no JSON, or another.
func notNotes(data []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return &notesError{"It is empty."}
	case errors.As(err, &kind) && kind.Field != "":
		field := strings.ToLower(kind.Field[strings.LastIndexByte(kind.Field, '.')+1:])
		return &notesError{fmt.Sprintf("What stands under “%s” in it is a %s.", field, kind.Value)}
	case errors.As(err, &syntax):
		return &notesError{fmt.Sprintf("It is no JSON from its byte %d on.", syntax.Offset)}
	}
	return fmt.Errorf("%w: %w", errNoNotes, err)
}

// doubts are what may surprise in groups: fewer or more than were asked for, and piles whose
// names only a machine tells apart.
func doubts(names map[string]string, asked, made int) (all []string) {
	if asked > 0 && asked != made {
		all = append(all, fmt.Sprintf("%d groups were asked for; the nearest that these notes fall into is %d.", asked, made))
	}
	same := map[string][]string{}
	for id, name := range names {
		folded := strings.ToLower(workshop.CleanName(name))
		same[folded] = append(same[folded], id)
	}
	for _, ids := range same {
		if len(ids) > 1 {
			slices.Sort(ids)
			for i, id := range ids {
				ids[i] = fmt.Sprintf("%q", workshop.CleanName(names[id]))
			}
			all = append(all, strings.Join(ids, " and ")+" are piles of their own, though their names hardly differ.")
		}
	}
	slices.Sort(all)
	return all
}

// workshopNotes are the notes of a workshop with words on them; those in a category are
// pinned to it.
func workshopNotes(shown exchange.Shown) ([]cluster.Note, map[string]string) {
	names := map[string]string{}
	for _, c := range shown.Categories {
		names[c.ID] = c.Name
	}
	var notes []cluster.Note
	for _, n := range shown.Notes {
		notes = append(notes, cluster.Note{
			ID: n.ID, Text: n.Text, Group: n.Category, Stage: n.Stage, Lane: n.Lane,
			Color: n.Color, Author: n.Author, Function: n.Function,
		})
	}
	return notes, names
}

// plainGroups is a proposal in the form that programs read. No list is null.
func plainGroups(p *cluster.Proposal) clusterGroups {
	out := clusterGroups{Groups: []clusterGroup{}, Unsorted: []string{}}
	for _, g := range p.Groups {
		ids := make([]string, len(g.Members))
		for i, m := range g.Members {
			ids[i] = m.ID
		}
		out.Groups = append(out.Groups, clusterGroup{g.Name, append([]string{}, g.Alternatives...), ids})
	}
	for _, l := range p.Unsorted {
		out.Unsorted = append(out.Unsorted, l.ID)
	}
	return out
}

// printGroups is a proposal for people.
func printGroups(out io.Writer, notes []cluster.Note, p *cluster.Proposal) error {
	text := map[string]string{}
	for _, n := range notes {
		text[n.ID] = onLine(n.Text)
	}
	var b strings.Builder
	if p.Why != "" {
		fmt.Fprintln(&b, p.Why)
	}
	for _, g := range p.Groups {
		fmt.Fprintf(&b, "%s  (%d)\n", onLine(g.Name), len(g.Members))
		for _, m := range g.Members {
			fmt.Fprintf(&b, "    %s\n", text[m.ID])
		}
	}
	if len(p.Unsorted) > 0 {
		fmt.Fprintf(&b, "Unsorted  (%d)\n", len(p.Unsorted))
	}
	for _, l := range p.Unsorted {
		fmt.Fprintf(&b, "    %s", text[l.ID])
		if len(l.Places) > 0 {
			fmt.Fprintf(&b, "  → %s?", onLine(p.Groups[l.Places[0].Group].Name))
		}
		fmt.Fprintln(&b)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// onLine is a text on one line without what a terminal would obey.
func onLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.Join(strings.Fields(text), " "))
}
