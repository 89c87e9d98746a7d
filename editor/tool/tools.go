package tool

import "throughline.app/editor"

// All lists the tools; an editor begins with the first.
func All() []editor.Tool {
	return []editor.Tool{
		{ID: editor.SelectTool, Title: "Select", Key: "V", Idle: func() editor.State { return selectIdle{} }},
		{ID: editor.NoteTool, Title: "Note", Key: "N", Idle: func() editor.State { return noteIdle{} }},
		{ID: editor.TextTool, Title: "Text", Key: "T", Idle: func() editor.State { return textIdle{} }},
		{ID: editor.LinkTool, Title: "Link", Key: "L", Idle: func() editor.State { return linkIdle{} }},
		{ID: editor.CategoryTool, Title: "Category", Key: "C", Idle: func() editor.State { return categoryIdle{} }},
		{ID: editor.HandTool, Title: "Hand", Key: "H", Idle: func() editor.State { return handIdle{} }},
		{ID: editor.LaserTool, Title: "Laser pointer", Key: "K", Idle: func() editor.State { return laserIdle{} }},
	}
}
