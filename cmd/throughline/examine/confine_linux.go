package examine

import (
	"fmt"
	"os"
	"syscall"
)

// confine takes from this process, for good, what examining does not need: files and
// sockets, memory beyond what it has and the given bytes, processor time beyond the given
// seconds, a core dump. What the system does not grant stays as it was.
func confine(memory, seconds uint64) {
	var space, data uint64 // bytes of address space, and of it those that can be written
	if raw, err := os.ReadFile("/proc/self/statm"); err == nil {
		_, _ = fmt.Sscan(string(raw), &space, new(uint64), new(uint64), new(uint64), new(uint64), &data)
		space, data = space*uint64(os.Getpagesize()), data*uint64(os.Getpagesize())
	}
	limit := func(what int, most uint64) {
		_ = syscall.Setrlimit(what, &syscall.Rlimit{Cur: most, Max: most})
	}
	limit(syscall.RLIMIT_CORE, 0)
	limit(syscall.RLIMIT_FSIZE, 0)
	limit(syscall.RLIMIT_NOFILE, 0) // the streams stay open, nothing else opens
	limit(syscall.RLIMIT_CPU, seconds)
	if space > 0 {
		limit(syscall.RLIMIT_DATA, data+memory)
		limit(syscall.RLIMIT_AS, space+2*memory) // threads and the runtime reserve what they never use
	}
}
