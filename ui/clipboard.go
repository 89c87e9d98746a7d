package ui

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"time"
)

// clipboardTools print a copied picture as PNG. The first that is there and has one counts.
var clipboardTools = []struct {
	needs string // set in the environment where the tool can work
	args  []string
}{
	{"WAYLAND_DISPLAY", []string{"wl-paste", "--no-newline", "--type", "image/png"}},
	{"DISPLAY", []string{"xclip", "-selection", "clipboard", "-target", "image/png", "-out"}},
}

// clipboardTime bounds how long the program that holds a copied picture may take.
const clipboardTime = 3 * time.Second

// copiedPicture reads a picture that is copied, with the tool that the desktop has for it:
// the window's own clipboard knows only text. It returns [errNothingCopied] where there is
// no picture, or no tool.
func copiedPicture(ctx context.Context) ([]byte, error) {
	for _, t := range clipboardTools {
		path, err := exec.LookPath(t.args[0])
		if os.Getenv(t.needs) == "" || err != nil {
			continue
		}
		if b := printed(ctx, path, t.args[1:]); len(b) > 0 {
			return b, nil
		}
	}
	return nil, errNothingCopied
}

// printed is what a program prints, nil if it fails or prints too much.
func printed(ctx context.Context, path string, args []string) []byte {
	ctx, cancel := context.WithTimeout(ctx, clipboardTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.WaitDelay = time.Second
	out := &bounded{room: maxPictureFile}
	cmd.Stdout = out
	if cmd.Run() != nil {
		return nil
	}
	return out.Bytes()
}

// bounded is a buffer that refuses what is beyond its room.
type bounded struct {
	bytes.Buffer
	room int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.room -= len(p); b.room < 0 {
		return 0, os.ErrInvalid
	}
	return b.Buffer.Write(p)
}
