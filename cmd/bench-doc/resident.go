package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"throughline.app/crdt"
)

// residentOf is the memory in MB of a new process that has the workshop open.
func residentOf(saved crdt.Saved) (float64, error) {
	dir, err := os.MkdirTemp("", "bench-doc")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	for name, b := range map[string][]byte{
		"document": saved.Document, "view": saved.View, "heads": []byte(strings.Join(saved.ViewHeads, " ")),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return 0, err
		}
	}
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	out, err := exec.Command(self, "-resident", dir).Output()
	if err != nil {
		return 0, fmt.Errorf("open in a process of its own: %w", err)
	}
	return strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
}

func printResident(dir string) error {
	var saved crdt.Saved
	var heads []byte
	for name, b := range map[string]*[]byte{"document": &saved.Document, "view": &saved.View, "heads": &heads} {
		var err error
		if *b, err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	saved.ViewHeads = strings.Fields(string(heads))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	d, err := run(ctx, saved)
	if err != nil {
		return err
	}
	<-d.Ready()
	saved = crdt.Saved{}
	runtime.GC()
	mb, err := resident()
	if err != nil {
		return err
	}
	fmt.Println(round(mb))
	runtime.KeepAlive(d)
	return nil
}

// resident is the memory of this process in MB, as Linux tells it.
func resident() (float64, error) {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for _, row := range strings.Split(string(b), "\n") {
		if rest, ok := strings.CutPrefix(row, "VmRSS:"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1000, err
		}
	}
	return 0, fmt.Errorf("no VmRSS in /proc/self/status")
}
