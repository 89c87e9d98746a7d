package storage

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

const (
	raiseMessageMax = 4 << 10 // bytes of one message
	raiseEarlyMax   = 16      // messages kept until OnRaise says who hears them
	raiseConnTime   = 2 * time.Second
	raisePause      = time.Second     // after a connection that could not be taken
	raisePatience   = 5 * time.Second // how long Raise tries
)

// A ring is what Raise sends: one JSON line, answered by one byte.
type ring struct {
	Token   string `json:"token"`
	Message string `json:"message"`
}

// A place is the content of the file "raise": where the owner listens. The file is
// readable to this user only, and so is the token in it.
type place struct {
	Network string `json:"network"`
	Address string `json:"address"`
	Token   string `json:"token"`
}

// A bell is the owner's end. Its nil value is a bell that nobody can ring.
type bell struct {
	ln     net.Listener
	token  string
	file   string
	tmpDir string // holds the socket where the data folder's path is too long for one

	mu    sync.Mutex
	hear  func(string)
	early []string
}

// hangBell listens and writes down where. Connections wait until answer takes them.
func hangBell(dir string) (*bell, error) {
	if runtime.GOOS == "windows" {
		return hangBellOn(dir, "tcp")
	}
	return hangBellOn(dir, "unix")
}

func hangBellOn(dir, network string) (_ *bell, err error) {
	b := &bell{token: rand.Text(), file: filepath.Join(dir, "raise")}
	defer func() {
		if err != nil {
			b.takeDown()
		}
	}()
	address := "127.0.0.1:0"
	if network == "unix" {
		address = filepath.Join(dir, "raise.sock")
		if len(address) > 100 { // a socket's path ends at 104 or 108 bytes
			if b.tmpDir, err = os.MkdirTemp("", "throughline"); err != nil {
				return nil, err
			}
			address = filepath.Join(b.tmpDir, "raise.sock")
		}
		_ = os.Remove(address) // left by an owner that was killed; the lock is ours
	}
	if b.ln, err = net.Listen(network, address); err != nil {
		return nil, err
	}
	text, err := json.Marshal(place{Network: network, Address: b.ln.Addr().String(), Token: b.token})
	if err != nil {
		return nil, err
	}
	if err = os.WriteFile(b.file+".new", text, 0o600); err != nil {
		return nil, err
	}
	return b, os.Rename(b.file+".new", b.file)
}

// answer takes connections until ctx is done, and returns when the last is served.
func (b *bell) answer(ctx context.Context, log *slog.Logger) {
	if b == nil {
		return
	}
	defer context.AfterFunc(ctx, func() { b.ln.Close() })()
	var serving sync.WaitGroup
	defer serving.Wait()
	for {
		conn, err := b.ln.Accept()
		if err != nil {
			if ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
				return
			}
			log.Warn("storage: a second start was not heard", "err", err)
			select { // out of file descriptors, perhaps: do not spin
			case <-ctx.Done():
				return
			case <-time.After(raisePause):
			}
			continue
		}
		serving.Go(func() {
			if err := b.serve(conn); err != nil {
				log.Warn("storage: second start refused", "err", err)
			}
		})
	}
}

func (b *bell) serve(conn net.Conn) error {
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(raiseConnTime)); err != nil {
		return err
	}
	line, err := bufio.NewReader(io.LimitReader(conn, 2*raiseMessageMax)).ReadBytes('\n')
	if err != nil {
		return err
	}
	var r ring
	if err := json.Unmarshal(line, &r); err != nil {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(r.Token), []byte(b.token)) != 1 {
		return errors.New("wrong token")
	}
	b.mu.Lock()
	hear := b.hear
	if hear == nil && len(b.early) < raiseEarlyMax {
		b.early = append(b.early, r.Message)
	}
	b.mu.Unlock()
	if hear != nil {
		hear(r.Message)
	}
	_, err = conn.Write([]byte("."))
	return err
}

func (b *bell) takeDown() {
	if b == nil {
		return
	}
	os.Remove(b.file)
	if b.ln != nil {
		b.ln.Close()
	}
	if b.tmpDir != "" {
		os.RemoveAll(b.tmpDir)
	}
}

// OnRaise sets who hears the messages that later starts send with [Raise]. Messages
// that came before are handed over at once (the first 16). hear is called on a
// goroutine of Run, possibly several at a time, and should return soon.
func (s *Store) OnRaise(hear func(message string)) {
	if s.bell == nil {
		return
	}
	s.bell.mu.Lock()
	s.bell.hear = hear
	early := s.bell.early
	s.bell.early = nil
	s.bell.mu.Unlock()
	for _, m := range early {
		hear(m)
	}
}

// Raise hands message (at most 4 KiB, such as "open ID") to the program that owns the
// data folder dir, and returns when it has been heard. Use it after [Open] gave
// [ErrInUse]. It tries for five seconds, since the owner may be starting itself; then
// the error is [ErrNoAnswer].
func Raise(dir, message string) error {
	if len(message) > raiseMessageMax {
		return fmt.Errorf("storage: raise: message of %d bytes, at most %d", len(message), raiseMessageMax)
	}
	end := time.Now().Add(raisePatience)
	for {
		err := raiseOnce(filepath.Join(dir, "raise"), message)
		if err == nil {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("storage: raise: %w: %w", ErrNoAnswer, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func raiseOnce(file, message string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var p place
	if err := json.Unmarshal(text, &p); err != nil {
		return err
	}
	conn, err := net.DialTimeout(p.Network, p.Address, raiseConnTime)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(raiseConnTime)); err != nil {
		return err
	}
	line, err := json.Marshal(ring{Token: p.Token, Message: message})
	if err != nil {
		return err
	}
	if _, err := conn.Write(append(line, '\n')); err != nil {
		return err
	}
	_, err = io.ReadFull(conn, make([]byte, 1))
	return err
}
