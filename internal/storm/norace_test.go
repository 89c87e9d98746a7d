//go:build !race

package storm_test

const defaultSeeds = 1_000
