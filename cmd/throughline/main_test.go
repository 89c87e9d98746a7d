package main

import (
	"context"
	"fmt"
	"os"
	"testing"
)

// asThroughline in the environment makes the test binary be the program itself, so that
// a test can start laptops as processes of their own.
const asThroughline = "THROUGHLINE_TEST_AS_PROGRAM"

// TestMain makes the test binary also the child that takes up strangers' workshops.
func TestMain(m *testing.M) {
	if examined() {
		return
	}
	if how := os.Getenv(asJunk); how != "" {
		if err := sendJunk(how); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if os.Getenv(asThroughline) != "" {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}
