package crdt

import (
	"context"

	"throughline.app/workshop"
)

// FailHalfway writes c and then has the library fail before the change is complete.
func (d *Document) FailHalfway(c workshop.Change, cause error) (err error) {
	stop := d.do(context.Background(), theLibrary, func() {
		if err = d.lib.write(c.Ref, []workshop.Change{c}); err == nil {
			err = d.restore(cause)
		}
	})
	if stop != nil {
		return stop
	}
	return err
}

// SetLendAbove makes smaller batches lend the library out.
func SetLendAbove(n int) { lendAbove = n }

// Lend takes the library away, as a save does, until it is given back.
func (d *Document) Lend() (giveBack func(), err error) {
	var lib *library
	err = d.do(context.Background(), theLibrary, func() { lib = d.lend() })
	return func() { d.back <- returned{lib: lib} }, err
}

// Home waits until the library is here.
func (d *Document) Home() error { return d.do(context.Background(), theLibrary, func() {}) }

// Union is a text in which two can be read.
func Union(a, b string) string { return union(a, b) }
