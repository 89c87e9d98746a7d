package say

// Words of the comments on a note.
const (
	Comments      = "Comments"
	NoComments    = "Nobody has said anything about this note yet."
	CommentHint   = "Say something about this note"
	CommentSend   = "Send"
	CommentKeep   = "Keep"
	CommentChange = "Change"
	CommentDelete = "Delete"
	Somebody      = "Somebody"
	NoteOfPicture = "A picture"
)
