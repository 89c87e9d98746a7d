package examine

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"

	"throughline.app/crdt"
)

// What a child is granted where Options say nothing else.
const (
	defaultMemory   = 1 << 30
	defaultSeconds  = 10
	defaultPatience = 30 * time.Second
)

// maxRemembered bounds how many workshops that ended a child are remembered.
const maxRemembered = 1_024

// Options of an Examiner. The zero value of each field stands for its default.
type Options struct {
	// Command starts the child. Default: this program, with the argument "examine".
	Command []string
	Memory  uint64 // bytes that it may use. Default 1 GiB
	Seconds uint32 // of processor time. Default 10
	// Patience is how long it may take by the clock. Default 30 s.
	Patience time.Duration
	Log      *slog.Logger // default: silence
}

// An Examiner examines workshops in child processes, one at a time. It implements
// [crdt.Examiner], and is safe for concurrent use.
type Examiner struct {
	opt  Options
	turn chan struct{} // room for 1: a child is running

	mu    sync.Mutex
	ended map[[32]byte]bool // SHA-256 of what ended a child: not tried again
	late  map[[32]byte]bool // and of what one did not get through in time, while it had little of the processor
}

var _ crdt.Examiner = (*Examiner)(nil)

// New returns an Examiner. It starts nothing.
func New(opt Options) *Examiner {
	if len(opt.Command) == 0 {
		opt.Command = []string{program(), "examine"}
	}
	if opt.Memory == 0 {
		opt.Memory = defaultMemory
	}
	if opt.Seconds == 0 {
		opt.Seconds = defaultSeconds
	}
	if opt.Patience == 0 {
		opt.Patience = defaultPatience
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	return &Examiner{opt: opt, turn: make(chan struct{}, 1), ended: map[[32]byte]bool{}, late: map[[32]byte]bool{}}
}

// program is the file of this program: on Linux also after an update has replaced it.
func program() string {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe"
	}
	file, err := os.Executable()
	if err != nil {
		return "" // found when it is started
	}
	return file
}

// Examine implements [crdt.Examiner]. What has ended a child once is refused at once.
func (e *Examiner) Examine(ctx context.Context, changes []byte) ([]string, error) {
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	sum := sha256.Sum256(changes)
	if e.has(sum) {
		return nil, fmt.Errorf("examine: %w, as before", crdt.ErrHarmful)
	}
	answer, err := e.ask(ctx, changes)
	if errors.Is(err, errBusy) && e.again(sum) {
		err = fmt.Errorf("%w: %w, for the second time", crdt.ErrHarmful, errLate)
	}
	if err != nil {
		if errors.Is(err, crdt.ErrHarmful) {
			e.remember(sum)
			e.opt.Log.Warn("a workshop ended the program that examined it", "bytes", len(changes), "err", err)
		}
		return nil, err
	}
	verdict, text, _ := understand(answer)
	if verdict == refused {
		return nil, errors.New(text)
	}
	return strings.Fields(text), nil
}

// ask runs a child. What it answers is an answer.
func (e *Examiner) ask(ctx context.Context, changes []byte) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var answer, said bounded
	child := exec.CommandContext(ctx, e.opt.Command[0], e.opt.Command[1:]...)
	child.Stdin = io.MultiReader(bytes.NewReader(e.question(len(changes))), bytes.NewReader(changes))
	child.Stdout, child.Stderr = &answer, &said
	child.Env = []string{}
	child.WaitDelay = time.Second // for streams that somebody else holds open
	switch err := child.Start(); {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("examine: %w: %w", crdt.ErrUnexamined, err)
	}
	late := time.AfterFunc(e.opt.Patience, func() { cancel(errLate) })
	defer late.Stop()
	err := child.Wait()
	if _, _, ok := understand(answer.Bytes()); ok {
		return answer.Bytes(), nil
	}
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errLate) && child.ProcessState != nil &&
		child.ProcessState.UserTime()+child.ProcessState.SystemTime() < time.Duration(e.opt.Seconds)*time.Second/2:
		return nil, fmt.Errorf("examine: %w: %w", crdt.ErrUnexamined, errBusy)
	case errors.Is(cause, errLate):
		err = fmt.Errorf("no answer within %v", e.opt.Patience)
	case cause != nil:
		return nil, cause
	case err == nil:
		err = errors.New("it ended without an answer")
	}
	return nil, fmt.Errorf("examine: %w: %w: %q", crdt.ErrHarmful, err, firstLine(said.String()))
}

var (
	errLate = errors.New("it takes too long")
	errBusy = errors.New("the child had little of the processor") // others had: that says nothing about the workshop
)

// again reports whether what is late was late before.
func (e *Examiner) again(sum [32]byte) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	before := e.late[sum]
	if len(e.late) >= maxRemembered {
		clear(e.late)
	}
	e.late[sum] = true
	return before
}

func (e *Examiner) question(length int) []byte {
	head := []byte(magic)
	head = binary.BigEndian.AppendUint64(head, e.opt.Memory)
	head = binary.BigEndian.AppendUint32(head, e.opt.Seconds)
	return binary.BigEndian.AppendUint64(head, uint64(length))
}

func (e *Examiner) has(sum [32]byte) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.ended[sum]
}

func (e *Examiner) remember(sum [32]byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.ended) >= maxRemembered {
		clear(e.ended)
	}
	e.ended[sum] = true
}

// bounded keeps the beginning of what is written to it.
type bounded struct{ bytes.Buffer }

// Write implements [io.Writer]; it never fails.
func (b *bounded) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), maxAnswer-b.Len())])
	return len(p), nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s[:min(len(s), 200)]
}
