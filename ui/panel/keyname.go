package panel

import (
	"runtime"
	"strings"
)

// KeyName writes a key as the keyboard of this system has it: "Ctrl+Z", on a Mac "⌘Z".
func KeyName(keys string) string { return keyName(keys, runtime.GOOS == "darwin") }

func keyName(keys string, mac bool) string {
	r := strings.NewReplacer("Return", "Enter", "BackSpace", "Backspace", "Delete", "Del", "Escape", "Esc")
	keys = r.Replace(keys)
	if mac {
		keys = strings.NewReplacer("Ctrl+", "⌘", "Shift+", "⇧", "Alt+", "⌥").Replace(keys)
	}
	return keys
}
