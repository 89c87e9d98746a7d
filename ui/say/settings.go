package say

// Settings.
const (
	SettingsAsk       = "Settings…"
	SettingsTitle     = "Settings"
	SettingSize       = "Size of the screen"
	SettingLight      = "Colours"
	SettingMotion     = "Motion"
	SettingMotionHelp = "Short movements show where things come from."
	SettingWheel      = "Wheel"
	SettingWheelHelp  = "With Ctrl it does the other."
	SettingAuthors    = "Authors on notes"
)

// Choices of the settings; where there are two, the first is as delivered.
var (
	SettingModes   = []string{"Light", "Dark", "As the laptop"}
	SettingMotions = []string{"Short movements", "None"}
	SettingWheels  = []string{"Moves the paper", "Zooms"}
	SettingShown   = []string{"Shown", "Hidden"}
)

// Going from area to area.
const (
	NextArea   = "Next area of the window"
	BeforeArea = "Area before"
)
