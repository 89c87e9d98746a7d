// Package picture makes pictures that people drop or paste fit to be kept and sent, and
// reads those that others sent.
//
// [Import] looks at the dimensions before it decodes anything, refuses what would take too
// much memory, turns the picture the way its camera was held, scales it down until it fits
// [MaxBytes], and writes it anew, so that nothing but pixels is left: no place, no device,
// no name. [Decode] reads what Import wrote, from whoever it came, within the same bounds.
//
// It knows bytes and pixels. It refuses to know notes, files, disks and networks.
//
//	taken, err := picture.Import(ctx, raw)
//	img, err := picture.Decode(taken.Bytes)
package picture
