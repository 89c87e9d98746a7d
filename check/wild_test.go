package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/check"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// TestAnyWorkshopIsChecked runs the checks on workshops in which anything stands: they find
// the same twice, and each finding is about something.
func TestAnyWorkshopIsChecked(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	slips := check.Slips(methods)
	for seed := range uint64(100) {
		s := workshoptest.Wild(seed)
		found := check.Run(methods, s)
		require.Equal(t, found, check.Run(methods, s), "seed %d", seed)
		check.Sort(s, found)
		check.Summary(found)
		for id := range s.Notes.All() {
			slips(s, id.Ref())
			check.Worded(methods, s, id.Ref())
		}
		for id := range s.Stages.All() {
			slips(s, id.Ref())
		}
		check.Words(methods, s, map[workshop.Ref]bool{})
	}
}
