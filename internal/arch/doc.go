// Package arch keeps the picture in docs/architecture.md true. It has no code, only
// tests that read the sources of every other package: who imports whom, which library
// lives where, how long files are, that every package says what it is.
//
// To let a package import one more, add it to the table in imports_test.go, in a change
// that says why.
package arch
