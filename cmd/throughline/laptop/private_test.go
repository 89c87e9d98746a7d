package laptop_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/storage"
	"throughline.app/workshop"
)

// What people answer in private is on their own laptop alone until a facilitator shows it:
// in no field, no change that travels, no saved document, and on no other disk.
func TestPrivateAnswersStayHomeUntilTheyAreShown(t *testing.T) {
	dirs := []string{t.TempDir(), t.TempDir(), t.TempDir()}
	a, b, c := open(t, dirs[0]), open(t, dirs[1]), open(t, dirs[2])
	ra := create(t, a)
	inv := share(t, ra)
	rb, rc := join(t, b, inv), join(t, c, inv)
	rooms := []*laptop.Room{ra, rb, rc}
	canvas := ra.Snapshot().CanvasList()[0].ID
	require.ErrorIs(t, rb.KeepPrivate("p", "too early"), laptop.ErrNoPoll)
	_, err := ra.Apply(workshop.AskPoll{Poll: workshop.Poll{ID: "p", Canvas: canvas, Kind: workshop.HeaderPoll, Question: "What do we promise?"}})
	require.NoError(t, err)

	secrets := []string{"Kupferdraht-Versprechen", "Zeisiggrün überall", "Lapislazuli by Friday"}
	for i, r := range rooms {
		until(t, r, "the question", func() bool { return r.Snapshot().PollOn(canvas) != nil })
		require.NoError(t, r.KeepPrivate("p", "not yet "+secrets[i]))
		require.NoError(t, r.KeepPrivate("p", "  "+secrets[i]))
		require.Equal(t, secrets[i], r.Private("p"))
	}
	for _, r := range rooms {
		until(t, r, "three have written", func() bool { return r.Snapshot().Written("p") == 3 })
	}
	require.NoError(t, rc.KeepPrivate("p", ""))
	until(t, ra, "one took it back", func() bool { return ra.Snapshot().Written("p") == 2 })
	require.NoError(t, rc.KeepPrivate("p", secrets[2]))
	until(t, ra, "three again", func() bool { return ra.Snapshot().Written("p") == 3 })

	_, err = rb.Apply(workshop.ShowPoll{Poll: "p"})
	require.ErrorIs(t, err, laptop.ErrFacilitators)
	for _, r := range rooms {
		var held bytes.Buffer
		r.Snapshot().Fields(func(_ workshop.Ref, _, v string) bool { held.WriteString(v + "\n"); return true })
		whole, err := laptop.Whole(t.Context(), r)
		require.NoError(t, err)
		held.Write(whole)
		changes, err := laptop.Sealed(r, nil)
		require.NoError(t, err)
		require.NotEmpty(t, changes)
		for _, ch := range changes {
			held.Write(ch)
		}
		file := filepath.Join(t.TempDir(), "carried.throughline")
		require.NoError(t, r.SaveFile(t.Context(), file, nil))
		carried, err := os.ReadFile(file)
		require.NoError(t, err)
		held.Write(carried)
		wantNone(t, held.Bytes(), secrets...)
	}
	require.NoError(t, c.Close())
	for i, dir := range dirs {
		others := slices.Delete(slices.Clone(secrets), i, i+1)
		require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				data, err := os.ReadFile(path)
				require.NoError(t, err)
				wantNone(t, data, others...)
			}
			return err
		}))
	}

	// Shown while one is away, and put away before they are back.
	_, err = ra.Apply(workshop.ShowPoll{Poll: "p"})
	require.NoError(t, err)
	until(t, ra, "two answers", func() bool { return len(ra.Snapshot().Answers("p", "")) == 2 })
	require.Empty(t, ra.Private("p"))
	_, err = ra.Apply(workshop.PutAway{Poll: "p"})
	require.NoError(t, err)
	c = open(t, dirs[2])
	rc, err = c.Open(t.Context(), rc.ID(), laptop.Networked)
	require.NoError(t, err)
	until(t, ra, "the third", func() bool { return len(ra.Snapshot().Answers("p", "")) == 3 })
	var values []string
	for _, answer := range ra.Snapshot().Answers("p", "") {
		values = append(values, answer.Value)
	}
	require.ElementsMatch(t, secrets, values)
	require.ErrorIs(t, rc.KeepPrivate("p", "late"), laptop.ErrNoPoll)
}

func wantNone(t *testing.T, data []byte, secrets ...string) {
	t.Helper()
	for _, secret := range secrets {
		for _, word := range append(strings.Fields(secret), secret) {
			if len(word) > 6 {
				require.False(t, bytes.Contains(data, []byte(word)), "%s is told", word)
			}
		}
	}
}

// An answer leaves the settings only when the disk has it in the workshop: whenever the power goes, it is
// in one or the other.
func TestAnAnswerIsAlwaysSomewhereOnTheDisk(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	r := create(t, l)
	canvas := r.Snapshot().CanvasList()[0].ID
	_, err := r.Apply(workshop.AskPoll{Poll: workshop.Poll{ID: "p", Canvas: canvas, Kind: workshop.HeaderPoll, Question: "What do we promise?"}})
	require.NoError(t, err)
	require.NoError(t, r.KeepPrivate("p", "every step in one place"))
	_, err = r.Apply(workshop.ShowPoll{Poll: "p"})
	require.NoError(t, err)
	kept := func() string {
		v, err := l.Setting(t.Context(), "private."+r.ID()+".p")
		require.NoError(t, err)
		return v
	}
	require.Eventually(t, func() bool { return kept() == "" }, patience, time.Millisecond)
	cut := t.TempDir() // the power goes now
	require.NoError(t, storage.Copy(t.Context(), dir, cut))
	again, err := open(t, cut).Open(t.Context(), r.ID(), laptop.Quiet)
	require.NoError(t, err)
	require.NoError(t, again.Load(t.Context()))
	require.Len(t, again.Snapshot().Answers("p", ""), 1)
	require.Empty(t, r.Private("p"))
}
