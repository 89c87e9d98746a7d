package crowd

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"time"
)

// A Usage is what this process has taken from the machine.
type Usage struct {
	CPU    time.Duration // since it began
	Memory int64         // bytes, now
}

// Used tells what this process has taken so far.
func Used() Usage { return Usage{CPU: cpuTime(), Memory: memory()} }

// memory is what is resident, where the system tells it; elsewhere what Go has taken,
// without the document library's share.
func memory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		if _, rest, found := bytes.Cut(status, []byte("VmRSS:")); found {
			if fields := bytes.Fields(rest); len(fields) > 0 {
				if kb, err := strconv.ParseInt(string(fields[0]), 10, 64); err == nil {
					return kb << 10
				}
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
