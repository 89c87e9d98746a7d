package editor

import "throughline.app/workshop"

// issueHits is what [Hits] may answer beside: the issue that the strip below the canvas
// names at a point.
type issueHits interface {
	IssueAt(workshop.Point) (workshop.IssueID, bool)
}

// IssueAt is the issue that the strip names at a point of the canvas.
func (ed *Editor) IssueAt(p workshop.Point) (workshop.IssueID, bool) {
	if h, ok := ed.Hits().(issueHits); ok && ed.OnIssue != nil {
		return h.IssueAt(p)
	}
	return "", false
}

// OpenIssue asks for an issue with its evidence.
func (ed *Editor) OpenIssue(id workshop.IssueID) {
	if ed.OnIssue != nil {
		ed.Finish()
		ed.OnIssue(id)
	}
}
