package assets

import "embed"

//go:generate go run ./icon fonts/NotoSans-Bold.ttf icon.png

// Methods holds the method files, "methods/<name>.toml".
//
//go:embed methods/*.toml
var Methods embed.FS

// The one type family of screen and export, Noto Sans, as TrueType. Its licence (SIL Open
// Font License 1.1) lies beside it in fonts/LICENSE.txt.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	FontRegular []byte
	//go:embed fonts/NotoSans-Bold.ttf
	FontBold []byte
)

// Icon is the program's icon, a PNG of 512 × 512 pixels.
//
//go:embed icon.png
var Icon []byte

// The sample workshop: what it is about, as TOML, and its notes, as CSV. Package exchange
// makes a workshop of them.
var (
	//go:embed sample/sample.toml
	SampleAbout []byte
	//go:embed sample/broadband.csv
	SampleNotes []byte
)
