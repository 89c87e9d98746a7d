package canvasview

import (
	"throughline.app/editor"
	"throughline.app/workshop"
)

// changed follows every event of the editor.
func (v *View) changed() {
	if !v.ready {
		return
	}
	v.syncTrial()
	v.lift()
	v.overlay.syncEntry()
	v.overlay.links.panel.sync(v)
	v.overlay.name.sync()
	if links, categories := v.ed.LinksHidden(), v.ed.CategoriesHidden(); links != v.unlinked || categories != v.plain {
		v.unlinked, v.plain = links, categories
		v.build()
	}
	v.beam()
	v.stray()
	v.refresh()
	v.tellPresence()
	if now := v.ed.View(); now != v.seen {
		v.seen = now
		if v.OnView != nil {
			v.OnView()
		}
	}
	if now, of := v.hand(), v.ed.Selection(); now != v.told || !of.Same(v.toldOf) {
		v.told, v.toldOf = now, of
		if v.OnChanged != nil {
			v.OnChanged()
		}
	}
}

// A hand is what bars and rails show of the person's hands.
type hand struct {
	tool       editor.ToolID
	undo, redo string
	writing    bool
	selected   int
	color      workshop.Color
	zoom       editor.Zoom
}

func (v *View) hand() hand {
	color, _ := v.ed.Color()
	return hand{
		tool: v.ed.Tool(), undo: v.ed.CanUndo(), redo: v.ed.CanRedo(), writing: v.overlay.writing,
		selected: v.ed.Selection().Len(), color: color, zoom: v.ed.View().Zoom,
	}
}
