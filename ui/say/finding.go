package say

// Getting at everything.
const (
	Menus      = "Everything you can do · F10"
	RenameAsk  = "Rename the workshop…"
	ShareAsk   = "Let others in…"
	ExportAsk  = "Save as a picture…"
	OpenMenus  = "Menus"
	MenuHere   = "Menu of what is selected"
	GoToNotice = "Go to the notice"
	NoNotice   = "There is no notice now"
	OtherMode  = "Light, dark, or as the laptop"
	KeysAsk    = "Keys…"
)
