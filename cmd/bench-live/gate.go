package main

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
)

// A gate is the network cable of one laptop: it counts what goes through the connections
// that the laptop opened, both ways, and cuts them.
type gate struct {
	sent atomic.Int64 // bytes, TLS and all

	mu    sync.Mutex
	cut   bool
	conns map[*counted]struct{}
}

var errCut = errors.New("the cable is out")

func newGate() *gate { return &gate{conns: make(map[*counted]struct{})} }

func (g *gate) dial(ctx context.Context, network, address string) (net.Conn, error) {
	g.mu.Lock()
	cut := g.cut
	g.mu.Unlock()
	if cut {
		return nil, errCut
	}
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}}
	raw, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c := &counted{Conn: raw, gate: g}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cut {
		return nil, errors.Join(errCut, raw.Close())
	}
	g.conns[c] = struct{}{}
	return c, nil
}

func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.cut = true
	for c := range g.conns {
		c.Conn.Close()
	}
	clear(g.conns)
}

func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.cut = false
}

// A counted connection tells its gate what goes through.
type counted struct {
	net.Conn
	gate *gate
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.gate.sent.Add(int64(n))
	return n, err
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	c.gate.sent.Add(int64(n))
	return n, err
}

func (c *counted) Close() error {
	c.gate.mu.Lock()
	delete(c.gate.conns, c)
	c.gate.mu.Unlock()
	return c.Conn.Close()
}
