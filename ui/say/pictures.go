package say

import "fmt"

// AddPicture asks for a picture from a folder.
const AddPicture = "Add a picture…"

// WhichPicture asks for a picture's file.
const (
	WhichPicture = "Which picture?"
	PictureHelp  = "The name of its file, with the folder. Dropping it on the canvas does the same."
)

// TakingPictures says that pictures are being read.
func TakingPictures(n int) string {
	if n == 1 {
		return "Taking in the picture…"
	}
	return fmt.Sprintf("Taking in %d pictures…", n)
}

// ScaledDown says that a picture is smaller than it was.
func ScaledDown(w, h int) string { return fmt.Sprintf("Scaled down to %d×%d to fit", w, h) }

// ScaledDownAll says it of several.
func ScaledDownAll(n int) string { return fmt.Sprintf("%d pictures were scaled down to fit", n) }

// TooManyPictures says how many go at once.
func TooManyPictures(most int) string { return fmt.Sprintf("%d pictures at once are the most", most) }
