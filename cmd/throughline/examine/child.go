package examine

import (
	"encoding/binary"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
)

const (
	magic   = "TLX1"
	sound   = 1
	refused = 2

	// maxQuestion bounds a workshop as its changes, in bytes.
	maxQuestion = 256 << 20
	// maxAnswer bounds what is read of a child's answer: as many heads as a change may follow.
	maxAnswer = 2 << 20
)

// Answer is the child's whole life: it gives up what it may do, reads the question, and
// answers it by way of take. Errors: those of the streams, and a question that is none.
func Answer(in io.Reader, out io.Writer, take func(changes []byte) ([]string, error)) error {
	var head [len(magic) + 20]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return fmt.Errorf("examine: read the question: %w", err)
	}
	memory := binary.BigEndian.Uint64(head[4:])
	seconds := binary.BigEndian.Uint32(head[12:])
	length := binary.BigEndian.Uint64(head[16:])
	if string(head[:4]) != magic || length > maxQuestion {
		return fmt.Errorf("examine: this is no question")
	}
	confine(memory, uint64(seconds))
	debug.SetMemoryLimit(int64(memory / 2))
	changes := make([]byte, length)
	if _, err := io.ReadFull(in, changes); err != nil {
		return fmt.Errorf("examine: read the workshop: %w", err)
	}
	verdict, text := byte(sound), ""
	if heads, err := take(changes); err != nil {
		verdict, text = refused, err.Error()
		text = text[:min(len(text), 1_000)]
	} else {
		text = strings.Join(heads, " ")
	}
	answer := append([]byte(magic), verdict)
	answer = binary.BigEndian.AppendUint32(answer, uint32(len(text)))
	_, err := out.Write(append(answer, text...))
	return err
}

// understand reads an answer. It reports false for what is none.
func understand(answer []byte) (verdict byte, text string, ok bool) {
	const head = len(magic) + 5
	if len(answer) < head || string(answer[:4]) != magic {
		return 0, "", false
	}
	verdict, text = answer[4], string(answer[head:])
	return verdict, text, uint64(binary.BigEndian.Uint32(answer[5:])) == uint64(len(text)) && (verdict == sound || verdict == refused)
}
