package lan

import (
	"crypto/tls"
	"time"

	"throughline.app/sync/wire"
)

// TLSConfig is what a laptop shows and asks for, for tests that play a stranger.
func (id Identity) TLSConfig() *tls.Config { return id.tlsConfig() }

// Door is the door with its clock in the test's hands.
type Door struct{ d door }

func NewDoor(now func() time.Time) *Door { return &Door{door{now: now}} }

func (d *Door) Check(from string, right bool) (wire.ByeCode, bool) {
	return d.d.check(from, func() bool { return right })
}

func (d *Door) Open() { d.d.open() }
