// Package editortest is hands for tests: a gesture language over an editor, a document in
// memory, and a lifecycle canvas to work on. At the start the view shows the canvas at
// 100 % from its origin, so that canvas units and units of the window are the same.
//
//	h := editortest.New(t)
//	n := h.Note(0, 0, "first")             // stage, lane
//	h.Press(h.Middle(n)).Drag(h.Cell(1, 2)).WantState("select.translating").Release()
//	h.WantRegion(n, 1, 2).WantChanges(1)
package editortest
