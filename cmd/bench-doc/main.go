// Command bench-doc measures the document: one JSON line per size of workshop.
//
//	{"bench":"doc","n":5000,"open_ms":…,"open_full_ms":…,"local_us":…,"remote_us":…,"read_ms":…,"save_ms":…,"save_kb":…,"rss_mb":…}
//
// open is from stored bytes to a snapshot that can be drawn, by the stored view;
// open_doc the same without a view; open_full until the library holds the document;
// local and remote are the median of one move, from the hand or the received bytes to
// the new snapshot; read is the whole document through the library; save is to bytes
// that have been read back; rss is of this process, in which two workshops of that size
// are open.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	sizes := flag.String("n", "500,2000,5000,20000", "numbers of notes, each in a process of its own")
	resident := flag.String("resident", "", "open the workshop in this folder and print the memory")
	one := flag.Int("one", 0, "measure this one number of notes in this process")
	flag.Parse()
	if *resident != "" {
		if err := printResident(*resident); err != nil {
			fmt.Fprintln(os.Stderr, "bench-doc:", err)
			os.Exit(1)
		}
		return
	}
	if *one > 0 {
		line, err := measure(*one)
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench-doc:", err)
			os.Exit(1)
		}
		if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
			os.Exit(1)
		}
		return
	}
	for _, s := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err == nil {
			err = inProcess(n)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench-doc:", err)
			os.Exit(1)
		}
	}
}
