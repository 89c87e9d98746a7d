//go:build race

package storm_test

// defaultSeeds: under the race detector each takes five times as long.
const defaultSeeds = 60
