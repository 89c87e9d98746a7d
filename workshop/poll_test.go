package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

func TestAPollIsShownByAFacilitatorOnly(t *testing.T) {
	s := canvasWith(t)
	ask := workshop.AskPoll{Poll: workshop.Poll{ID: "p", Canvas: "here", Kind: workshop.HeaderPoll, Question: " What do we promise? "}}
	s = applied(t, s, ask)
	p := s.PollOn("here")
	require.Equal(t, "What do we promise?", p.Question)
	require.Equal(t, workshop.PollOpen, p.State)
	require.Nil(t, s.PollOn("there"))
	for _, bad := range []workshop.Poll{{ID: "p", Canvas: "here", Question: "again"}, {ID: "q", Canvas: "none", Question: "where"}, {ID: "q", Canvas: "here"}, {ID: "q/wrote", Canvas: "here", Question: "?"}} {
		_, err := workshop.AskPoll{Poll: bad}.Plan(s)
		require.ErrorIs(t, err, workshop.ErrInvalid)
	}

	forged := s.With(workshop.Diff{{Ref: p.ID.Ref(), Field: workshop.FieldState, After: workshop.PollShown}})
	require.False(t, forged.PollIsShown(forged.PollOn("here")), "the record of the poll alone does not open it")
	s = applied(t, s, workshop.GiveAnswer{Poll: p.ID.Wrote(), Person: "ana", Value: "1"})
	require.Equal(t, 1, s.Written("p"))
	s = applied(t, s, workshop.ShowPoll{Poll: "p"})
	require.True(t, s.PollIsShown(s.PollOn("here")))
	s = applied(t, s, workshop.PutAway{Poll: "p"})
	require.Nil(t, s.PollOn("here"))
	require.Empty(t, applied(t, s, workshop.ShowPoll{Poll: "none"}).PollList())
}

func TestTheAgendaBeginsAnewWithItsRecipe(t *testing.T) {
	s := applied(t, canvasWith(t), workshop.FollowRecipe{Recipe: "x/y"})
	s = applied(t, s, workshop.TakeStep{Step: "two", Done: []string{"one"}})
	s = applied(t, s, workshop.TakeStep{Step: "one", Done: []string{"two"}, Anew: []string{"one"}})
	require.Equal(t, "one", s.Meta.Step)
	require.Equal(t, 1, s.Meta.DoneSet.Len())
	_, err := workshop.TakeStep{Step: "no step"}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
	s = applied(t, s, workshop.FollowRecipe{Recipe: "x/z"})
	require.Empty(t, s.Meta.Step+s.Meta.DoneSet.Get("two"))
	require.Empty(t, applied(t, s, workshop.FollowRecipe{}).Meta.Recipe)
	d, err := workshop.TakeStep{Step: "one"}.Plan(canvasWith(t))
	require.NoError(t, err)
	require.Empty(t, d, "there is no recipe")
}
