// Package render is the one drawing of a canvas: a snapshot and its layout become a
// [Scene], and the scene becomes pixels, for the tiles of the screen, for PNG files and
// for thumbnails alike.
//
// It knows the look (style.go), how text is shaped, wrapped and made to fit (text*.go), in
// the embedded fonts and in the computer's (fonts.go), and how shapes are filled
// (raster*.go): the same on every tile, edges on whole pixels. It refuses to know windows, and why something
// changed. Scenes are immutable and may be painted from several goroutines at once;
// [Scene.With] makes the next one at the cost of what changed.
//
//	scene := render.Build(snapshot, layout, shaper, render.Options{Style: render.Light(), Authors: true})
//	scene.Paint(tile, workshop.Point{X: 512, Y: 0}, 1.5)
package render
