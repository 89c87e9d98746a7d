// Package assets holds the files that Throughline carries in its binary: method files,
// fonts, the icon and the sample workshop.
//
// It knows where they are and hands out their bytes. It refuses to know what they mean:
// package method reads the method files, package render the fonts, package exchange the
// sample. It imports the standard library alone.
//
//	regular := assets.FontRegular
//	file, err := assets.Methods.ReadFile("methods/lifecycle.toml")
package assets
