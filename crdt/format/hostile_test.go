package format_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt/format"
)

// admit is the gate as a receiver uses it: bytes that hold a saved document, or changes for an
// index, get in or get an error.
func admit(x *format.Index, b []byte) error {
	d, err := format.ReadDocument(b, format.PeerLimits())
	if err == nil {
		_, err = d.Changes()
		return err
	}
	chunks, err := format.SplitChunks(b)
	if err != nil {
		return err
	}
	for _, raw := range chunks {
		c, err := format.ParseChange(raw)
		if err != nil {
			return err
		}
		if err := x.Check(c); err != nil {
			return err
		}
		x.Add(c)
	}
	return nil
}

func TestHostileBytesAreRefused(t *testing.T) {
	inputs, err := filepath.Glob("testdata/hostile/*.in")
	require.NoError(t, err)
	require.NotEmpty(t, inputs)
	for _, name := range inputs {
		t.Run(filepath.Base(name), func(t *testing.T) {
			in, err := os.ReadFile(name)
			require.NoError(t, err)
			require.Error(t, admit(format.NewIndex(), in))
			t.Log(admit(format.NewIndex(), in))
			base, err := os.ReadFile(strings.TrimSuffix(name, ".in") + ".base")
			require.NoError(t, err)
			if len(base) > 0 {
				// The documents that they were found with hold lists and counters, which are
				// not ours, so the inputs meet an empty index instead.
				_, err := format.ReadDocument(base, format.PeerLimits())
				require.Error(t, err)
			}
		})
	}
}
