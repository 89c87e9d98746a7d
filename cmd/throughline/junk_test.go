package main

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// asJunk in the environment makes the test binary send junk; see [sendJunk].
const asJunk = "THROUGHLINE_TEST_SENDS_JUNK"

// sendJunk sends datagrams until standard input ends, 120,000 at most, and prints how many.
// How is "rate host port…".
func sendJunk(how string) error {
	words := strings.Fields(how)
	rate, err := strconv.Atoi(words[0])
	if err != nil {
		return err
	}
	var to []net.Conn
	for _, host := range []string{words[1], "10.99.0.255"} {
		for _, port := range words[2:] {
			c, err := net.Dial("udp4", net.JoinHostPort(host, port))
			if err != nil {
				return err
			}
			to = append(to, c)
		}
	}
	ended := make(chan struct{})
	go func() { os.Stdin.Read(make([]byte, 1)); close(ended) }()
	beacon, _ := hex.DecodeString("544c420101") // the first bytes of a beacon that says HERE
	rnd := rand.New(rand.NewPCG(1, 2))
	tick := time.NewTicker(time.Second / 100)
	defer tick.Stop()
	sent := 0
	for sent < 120_000 {
		select {
		case <-ended:
			fmt.Println(sent)
			return nil
		case <-tick.C:
		}
		for range rate / 100 {
			b := make([]byte, 1+rnd.IntN(1400))
			for i := range b {
				b[i] = byte(rnd.Uint32())
			}
			if rnd.IntN(2) == 0 {
				copy(b, beacon)
			}
			to[rnd.IntN(len(to))].Write(b) // one that is refused was sent all the same
			sent++
		}
	}
	fmt.Println(sent)
	return nil
}
