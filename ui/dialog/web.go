package dialog

import (
	"net/url"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// Web shows where an address goes, and asks whether to open it.
func Web(h *Host, target string, copied, open func()) *Sheet {
	where := target
	if u, err := url.Parse(target); err == nil && u.Hostname() != "" {
		where = u.Hostname()
	}
	var sheet *Sheet
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() })
	clip := panel.NewButton(panel.Soft, say.WebCopy, func() { sheet.Close(); copied() })
	ok := panel.NewButton(panel.Primary, say.WebOpen, func() { sheet.Close(); open() })
	bold := panel.Wrapped(where, theme.TextBody, theme.Ink, askWidth, 2)
	bold.Bold = true
	sheet = h.Open(padded(panel.Column(20,
		panel.Column(8, heading(say.WebAsk), bold,
			panel.Wrapped(target, theme.TextLabel, theme.SoftInk, askWidth, 6),
			panel.Wrapped(say.WebHelp, theme.TextSmall, theme.Quiet, askWidth, 0)),
		panel.Row(8, panel.Stretch(), cancel, clip, ok),
	)), ok, nil)
	return sheet
}
