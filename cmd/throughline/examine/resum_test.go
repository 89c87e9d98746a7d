package examine_test

import (
	"crypto/sha256"
	"encoding/binary"
	"runtime"
	"testing"
)

// resum puts the checksums of raw chunks right, so that damage gets past them.
func resum(b []byte) []byte {
	for at := 0; at+10 < len(b); {
		n, w := binary.Uvarint(b[at+9:])
		end := at + 9 + w + int(n)
		if w <= 0 || n > uint64(len(b)) || end > len(b) {
			break
		}
		sum := sha256.Sum256(b[at+8 : end])
		copy(b[at+4:], sum[:4])
		at = end
	}
	return b
}

func onLinux(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux bounds the child so")
	}
}
