package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"throughline.app/cmd/throughline/calm"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/sync/lan"
	"throughline.app/workshop"
)

// maxPeerLine bounds one line of standard input, in bytes.
const maxPeerLine = 1 << 20

func runPeer(ctx context.Context, env *environment, args []string) error {
	var share, join, at, name, role, function, door string
	var keeps bool
	_, err := parse("peer", args, 0, 0, func(f *flag.FlagSet) {
		f.StringVar(&share, "share", "", "")
		f.StringVar(&join, "join", "", "")
		f.StringVar(&at, "at", "", "")
		f.StringVar(&name, "name", "", "")
		f.StringVar(&role, "role", "", "")
		f.StringVar(&function, "function", "", "")
		f.StringVar(&door, "door", "", "")
		f.BoolVar(&keeps, "keep", false, "")
	})
	mode, known := lan.ParseMode(door)
	switch {
	case err != nil:
		return err
	case share != "" && join != "" || share == "" && join == "" && !keeps:
		return fmt.Errorf("%w: peer needs either --share ID or --join WORDS", errUsage)
	case !slices.Contains([]string{"", "participant", "observer", "wall"}, role) || role != "" && join == "":
		return fmt.Errorf("%w: --role is participant, observer or wall, with --join", errUsage)
	case door != "" && (!known || share == ""):
		return fmt.Errorf("%w: --door is open, ask or shut, with --share", errUsage)
	}
	return env.with(func(l *laptop.Laptop) (err error) {
		if name != "" || function != "" {
			p := l.Profile(ctx)
			p.Name, p.Function = cmp.Or(name, p.Name), cmp.Or(function, p.Function)
			if err := l.SetProfile(ctx, p); err != nil {
				return err
			}
		}
		if keeps {
			return keep(ctx, env, l, share, laptop.Entry{Words: join, At: at, Role: role})
		}
		p := &peer{out: json.NewEncoder(env.out)}
		var room *laptop.Room
		if share != "" {
			room, err = l.Open(ctx, share, laptop.Networked)
		} else {
			room, err = l.Enter(ctx, laptop.Entry{Words: join, At: at, Role: role, OnWait: p.waits})
		}
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, room.Close()) }()
		p.room, p.history = room, room.History()
		calm.Settle()
		return p.run(ctx, env.in, join != "", mode)
	})
}

// A peer drives one open workshop by JSON lines.
type peer struct {
	room    *laptop.Room
	history *workshop.History

	mu  sync.Mutex // of what follows
	out *json.Encoder
	up  *time.Timer // tells when the time is up; nil while no timer runs

	told doorTold
}

// A request is one line of standard input.
type request struct {
	Op    string   `json:"op"`
	Note  string   `json:"note"`
	Stage string   `json:"stage"`
	Lane  string   `json:"lane"`
	Text  string   `json:"text"`
	Color string   `json:"color"`
	X     *float64 `json:"x"`
	Y     *float64 `json:"y"`
	Image string   `json:"image"` // file of a picture

	Member string `json:"member"` // ID or name of a person
	Mode   string `json:"mode"`   // of the door
	Role   string `json:"role"`
	LetsIn bool   `json:"lets_in"` // may let others in

	Do      string  `json:"do"` // with the timer
	Seconds float64 `json:"seconds"`

	roundRequest
	cardRequest
}

func (p *peer) run(ctx context.Context, in io.Reader, joined bool, door lan.Mode) error {
	p.room.OnUpdate(p.changed)
	p.room.OnMember(func(m laptop.Member) {
		state := "gone"
		if m.Here {
			state = "here"
		}
		p.emit(map[string]any{"event": "member", "name": m.Name, "state": state})
	})
	p.room.OnMoment(p.momentChanged)
	p.room.OnDoor(p.doorChanged)
	p.room.OnStatus(p.statusChanged)
	inv, err := p.room.Share(ctx)
	if err == nil && door != 0 {
		err = p.room.SetDoor(door)
	}
	if err != nil {
		return err
	}
	if joined {
		p.emit(map[string]any{"event": "joined"})
	}
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.hush()
	}()
	p.emit(map[string]any{"event": "ready", "workshop": p.room.ID(), "words": inv.Words, "addr": inv.Addr})

	lines := make(chan []byte) // written by read, closed by it; one line at a time
	go p.read(ctx, in, lines)
	for {
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok || !p.handle(line) {
				return nil
			}
		}
	}
}

func (p *peer) read(ctx context.Context, in io.Reader, lines chan<- []byte) {
	defer close(lines)
	scan := bufio.NewScanner(in)
	scan.Buffer(make([]byte, 64<<10), maxPeerLine)
	for scan.Scan() {
		if len(scan.Bytes()) == 0 {
			continue
		}
		select {
		case lines <- append([]byte(nil), scan.Bytes()...):
		case <-ctx.Done():
			return
		}
	}
	if err := scan.Err(); err != nil {
		p.emit(map[string]any{"event": "error", "error": "the input cannot be read: " + err.Error()})
	}
}

// handle does one line and reports whether to go on.
func (p *peer) handle(line []byte) bool {
	var r request
	if err := json.Unmarshal(line, &r); err != nil {
		p.refuse(r.Op, fmt.Errorf("this line is not JSON as it should be: %w", err))
		return true
	}
	switch r.Op {
	case "quit":
		return false
	case "show":
		snap, heads := p.room.State()
		p.emit(struct {
			Event string `json:"event"`
			exchange.Shown
		}{"show", exchange.Show(snap, heads, p.room.ID(), p.room.Methods()...)})
		return true
	}
	note, err := p.do(r)
	if err != nil {
		p.refuse(r.Op, err)
		return true
	}
	p.emit(map[string]any{
		"event": "did", "op": r.Op, "note": note, "heads": p.room.Heads(), "at_ns": time.Now().UnixNano(),
	})
	return true
}

func (p *peer) do(r request) (workshop.NoteID, error) {
	switch r.Op {
	case "undo":
		return "", p.step(p.history.Undo, "there is nothing to undo")
	case "redo":
		return "", p.step(p.history.Redo, "there is nothing to redo")
	case "timer":
		return "", p.timer(r)
	case "instruct":
		return "", p.room.Instruct(r.Text)
	case "private":
		return "", p.private(r)
	case "door", "new-words", "let-in", "not-now", "remove", "role":
		return "", p.atDoor(r)
	}
	op, id, err := p.op(r)
	if err == nil && r.Image != "" {
		op, err = p.withImage(op, id, r.Image)
	}
	if err != nil {
		return "", err
	}
	d, err := p.room.Apply(op)
	if err != nil {
		return "", err
	}
	p.history.Record(r.Op, d)
	return id, nil
}

func (p *peer) step(shift func(func(workshop.Op) (workshop.Diff, error)) (bool, error), none string) error {
	did, err := shift(p.room.ApplyUndo)
	if err == nil && !did {
		err = errors.New(none)
	}
	return err
}

// withImage adds to op that the note shows the picture in a file.
func (p *peer) withImage(op workshop.Op, id workshop.NoteID, file string) (workshop.Op, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	m, _, err := p.room.TakePicture(context.Background(), raw)
	return workshop.Together{op, workshop.SetImage{Note: id, Image: m}}, err
}

// op turns a request into an Op.
func (p *peer) op(r request) (workshop.Op, workshop.NoteID, error) {
	s := p.room.Snapshot()
	id := workshop.NoteID(r.Note)
	if r.Op == "add" {
		canvas, err := findCanvas(s, r.Canvas)
		if err != nil {
			return nil, "", err
		}
		n, err := p.room.NewNoteOn(canvas, r.Stage, r.Lane, r.Text, workshop.Color(r.Color))
		return workshop.AddNotes{Notes: []workshop.Note{n}}, n.ID, err
	}
	if slices.Contains(roundOps, r.Op) {
		op, err := p.roundOp(r)
		return op, "", err
	}
	if slices.Contains(cardOps, r.Op) {
		op, err := p.cardOp(r)
		return op, id, err
	}
	if !slices.Contains([]string{"text", "color", "delete", "move", "image"}, r.Op) {
		return nil, "", fmt.Errorf("there is no op %q", r.Op)
	}
	n := s.Notes.Get(id)
	if n == nil {
		return nil, "", fmt.Errorf("there is no note %q", r.Note)
	}
	switch r.Op {
	case "text":
		return workshop.EditText{Note: id, Base: n.Text, Text: r.Text}, id, nil
	case "image":
		return workshop.Together{}, id, nil
	case "color":
		return workshop.Recolor{Notes: []workshop.NoteID{id}, Color: workshop.Color(r.Color)}, id, nil
	case "delete":
		return workshop.DeleteNotes{Notes: []workshop.NoteID{id}}, id, nil
	default: // "move"
		to, err := p.room.PlaceIn(n.Place.Canvas, r.Stage, r.Lane)
		if err != nil {
			return nil, "", err
		}
		if r.X != nil {
			to.At.X = *r.X
		}
		if r.Y != nil {
			to.At.Y = *r.Y
		}
		op := workshop.Together{workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: to}}}}
		if kind := method.Find(p.room.Methods(), s.Canvases.Get(to.Canvas).Kind); kind.Stray(n) {
			op = append(op, workshop.Rekind{Notes: []workshop.NoteID{id}, Kind: kind.Lane(s.Lanes.Get(to.Region.Lane)).Card})
		}
		return op, id, nil
	}
}

func (p *peer) changed(u workshop.Update) {
	if u.Origin != workshop.Remote {
		return
	}
	p.emit(map[string]any{
		"event": "changed", "origin": u.Origin.String(), "notes": append([]workshop.NoteID{}, u.Diff.Notes()...), "heads": p.room.Heads(), "at_ns": u.At,
	})
}

func (p *peer) refuse(op string, err error) {
	sentence, _ := explain(err)
	p.emit(map[string]any{"event": "error", "op": op, "error": sentence})
}

func (p *peer) emit(v any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.out.Encode(v) // a broken pipe ends the run by the end of the input
}
