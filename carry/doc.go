// Package carry is the workshop as one file, to be carried where there is no network: a
// container of the saved document and the pictures, and the digest of what came in with one.
//
// It knows the layout of the container (docs/file.md), writes one so that an older one
// stays whole until the new one is on the disk, and reads one that may come from anybody:
// it takes no more memory than its limits, however the file lies about itself. It refuses
// to know what the document's bytes mean; whoever takes them in puts them through the gate
// of package crdt.
//
//	err := carry.Write("/media/stick/Winter.throughline", carry.Contents{About: about, Document: saved})
//
//	f, err := carry.Open("/media/stick/Winter.throughline")
//	defer f.Close()
//	saved, err := f.Document()
package carry
