package wire

import (
	"bufio"
	"io"
	"sync"
)

// A Conn sends and receives frames over a byte stream. One goroutine may read while any
// number write.
type Conn struct {
	stream io.ReadWriteCloser
	reader *bufio.Reader

	writing sync.Mutex
}

// NewConn returns a Conn over stream, which it closes.
func NewConn(stream io.ReadWriteCloser) *Conn {
	return &Conn{stream: stream, reader: bufio.NewReaderSize(stream, 16<<10)}
}

// ReadFrame reads the next frame. See [ReadFrameLimit] for its errors.
func (c *Conn) ReadFrame() (Frame, error) { return ReadFrame(c.reader) }

// ReadFrameLimit reads the next frame of at most limit bytes.
func (c *Conn) ReadFrameLimit(limit int) (Frame, error) { return ReadFrameLimit(c.reader, limit) }

// WriteFrame writes f whole, after those that other goroutines are writing.
func (c *Conn) WriteFrame(f Frame) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	return WriteFrame(c.stream, f)
}

// Write encodes and writes m.
func (c *Conn) Write(m Message) error {
	f, err := Encode(m)
	if err != nil {
		return err
	}
	return c.WriteFrame(f)
}

// Close closes the stream; reads and writes under way return an error.
func (c *Conn) Close() error { return c.stream.Close() }
