package crdt

import (
	"fmt"
	"time"

	"github.com/automerge/automerge-go"

	"throughline.app/workshop"
)

// maxHandles bounds the record handles kept; each holds a few hundred bytes.
const maxHandles = 8_192

// A library is the Automerge document with the handles of its records. It belongs to one
// goroutine at a time. Its methods never see bytes that format has not passed.
type library struct {
	doc     *automerge.Doc
	root    *automerge.Map
	records map[string]*automerge.Map // by record key; a handle is dropped when the record is made again
}

func newLibrary(doc *automerge.Doc, actor string) (*library, error) {
	if err := doc.SetActorID(actor); err != nil {
		return nil, fmt.Errorf("crdt: set actor %s: %w", actor, err)
	}
	return &library{doc: doc, root: doc.RootMap(), records: map[string]*automerge.Map{}}, nil
}

// as has what is written from now on be another actor's.
func (l *library) as(actor string) error {
	if err := l.doc.SetActorID(actor); err != nil {
		return fmt.Errorf("crdt: set actor %s: %w", actor, err)
	}
	return nil
}

// record returns the record's map, or nil if there is none.
func (l *library) record(key string) (*automerge.Map, error) {
	if m, ok := l.records[key]; ok {
		return m, nil
	}
	v, err := l.root.Get(key)
	if err != nil {
		return nil, fmt.Errorf("crdt: read record: %w", err)
	}
	if v.Kind() != automerge.KindMap {
		return nil, nil
	}
	l.keep(key, v.Map())
	return v.Map(), nil
}

func (l *library) keep(key string, m *automerge.Map) {
	if len(l.records) >= maxHandles {
		clear(l.records)
	}
	l.records[key] = m
}

// field returns the value of one field, "" if it or the record is unset.
func (l *library) field(record, name string) (string, error) {
	m, err := l.record(record)
	if m == nil || err != nil {
		return "", err
	}
	v, err := m.Get(name)
	if err != nil {
		return "", fmt.Errorf("crdt: read field %s: %w", name, err)
	}
	return plain(v)
}

func plain(v *automerge.Value) (string, error) {
	switch v.Kind() {
	case automerge.KindStr:
		return v.Str(), nil
	case automerge.KindText:
		s, err := v.Text().Get()
		if err != nil {
			return "", fmt.Errorf("crdt: read text: %w", err)
		}
		return s, nil
	}
	return "", nil
}

// fields returns all fields of a record that are set; nil if there is no such record.
func (l *library) fields(record string) (map[string]string, error) {
	delete(l.records, record)
	m, err := l.record(record)
	if m == nil || err != nil {
		return nil, err
	}
	values, err := m.Values()
	if err != nil {
		return nil, fmt.Errorf("crdt: read record: %w", err)
	}
	out := make(map[string]string, len(values))
	for name, v := range values {
		if out[name], err = plain(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// snapshot reads the whole document. It takes about 50 µs a note.
func (l *library) snapshot() (*workshop.Snapshot, error) {
	keys, err := l.root.Keys()
	if err != nil {
		return nil, fmt.Errorf("crdt: list records: %w", err)
	}
	b := workshop.NewBuilder(nil)
	for _, key := range keys {
		ref, ok := workshop.ParseKey(key)
		if !ok {
			continue
		}
		fields, err := l.fields(key)
		if err != nil {
			return nil, err
		}
		for name, value := range fields {
			b.Set(ref, name, value)
		}
	}
	clear(l.records)
	return b.Snapshot(), nil
}

// write sets the fields of one record to their After values, making the record if there
// is none. A text is written as the one splice that makes the difference.
func (l *library) write(ref workshop.Ref, changes []workshop.Change) error {
	key := ref.Key()
	m, err := l.record(key)
	if err != nil {
		return err
	}
	if m == nil {
		if m, err = l.create(ref); err != nil {
			return err
		}
	}
	for _, c := range changes {
		if workshop.IsText(ref.Kind, c.Field) {
			err = writeText(m, c.Field, c.After)
		} else {
			err = m.Set(c.Field, c.After)
		}
		if err != nil {
			return fmt.Errorf("crdt: write %s %s: %w", ref.Kind, c.Field, err)
		}
	}
	return nil
}

// create makes a record together with its text objects, so that two people can never
// make the same text twice, each with their own words in it.
func (l *library) create(ref workshop.Ref) (*automerge.Map, error) {
	m := automerge.NewMap()
	if err := l.root.Set(ref.Key(), m); err != nil {
		return nil, fmt.Errorf("crdt: make %s: %w", ref.Kind, err)
	}
	for _, name := range textFields(ref.Kind) {
		if err := m.Set(name, automerge.NewText("")); err != nil {
			return nil, fmt.Errorf("crdt: make %s %s: %w", ref.Kind, name, err)
		}
	}
	l.keep(ref.Key(), m)
	return m, nil
}

// textFields lists the fields of a kind that are collaborative text.
func textFields(kind workshop.Kind) []string {
	switch kind {
	case workshop.KindNote:
		return []string{workshop.FieldText}
	case workshop.KindCanvas:
		return []string{workshop.FieldHeader}
	}
	return nil
}

func writeText(m *automerge.Map, name, after string) error {
	v, err := m.Get(name)
	if err != nil {
		return err
	}
	if v.Kind() != automerge.KindText {
		return m.Set(name, automerge.NewText(after))
	}
	t := v.Text()
	now, err := t.Get()
	if err != nil {
		return err
	}
	if now == after {
		return nil
	}
	s := workshop.SpliceOf(now, after)
	return t.Splice(s.At, s.Delete, s.Insert)
}

// commit ends a change and returns its raw chunk.
func (l *library) commit(at time.Time) ([]byte, error) {
	hash, err := l.doc.Commit("", automerge.CommitOptions{Time: &at})
	if err != nil {
		return nil, fmt.Errorf("crdt: commit: %w", err)
	}
	c, err := l.doc.Change(hash)
	if err != nil {
		return nil, fmt.Errorf("crdt: take change: %w", err)
	}
	return c.Save(), nil
}
