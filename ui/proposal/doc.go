// Package proposal is categories that are proposed to one person, and what that person
// makes of them before they are accepted: names, corrections, groups that are kept or left
// out. It knows the workshop and package cluster, and nothing of the screen.
//
// A [Question] is asked off the main goroutine; its [Answer] makes a [Draft], which belongs
// to the main goroutine. [Draft.Op] is what accepting means, and what is shown before is
// that op planned, so that the preview is the result:
//
//	answer, err := proposal.Question{Mode: proposal.Likeness}.Ask(ctx, snapshot, canvas, nil)
//	draft := proposal.NewDraft(answer, session.NewID)
//	draft.Set(answer.At(5))
//	diff := draft.Trial(snapshot)
package proposal
