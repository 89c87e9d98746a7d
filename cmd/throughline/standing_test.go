package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// "show --rights" tells what a workshop stands on; without, it says the same on every laptop.
func TestShowTellsWhoMayDoWhat(t *testing.T) {
	data := t.TempDir()
	code, id, errs := cli(t, data, "new", "--title", "Winter")
	require.Equal(t, 0, code, errs)
	id = strings.TrimSpace(id)
	p := startPeer(t, data, "--share", id, "--name", "Ana", "--function", "Sales")
	p.want("ready", nil)
	p.quit()

	code, out, errs := cli(t, data, "show", id, "--rights")
	require.Equal(t, 0, code, errs)
	require.Contains(t, out, "Ana · Sales: facilitator\n")
	code, out, errs = cli(t, data, "show", id, "--rights", "--json")
	require.Equal(t, 0, code, errs)
	var told struct {
		Title string
		Epoch *int
		Roles []struct{ Name, Role string }
	}
	require.NoError(t, json.Unmarshal([]byte(out), &told))
	require.Equal(t, "Winter", told.Title)
	require.NotNil(t, told.Epoch)
	require.Len(t, told.Roles, 1)
	_, out, _ = cli(t, data, "show", id, "--json")
	require.NotContains(t, out, "roles")
}
