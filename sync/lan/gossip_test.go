package lan_test

import (
	"context"
	"fmt"
	"net"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/lan"
)

// TestMembershipTellsWhomToDial: Cleo knows Ben's address from her admission but cannot
// reach it; Ben hears of her by membership packets alone, and dials her.
func TestMembershipTellsWhomToDial(t *testing.T) {
	ana, ben, cleo := newLaptop(t, "Ana"), newLaptop(t, "Ben"), newLaptop(t, "Cleo")
	ana.share()
	ben.join(ana.node.Words(), ana.node.Addr())
	allMeet(t, ana, ben)

	o := cleo.options()
	o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == ben.node.Addr() {
			return nil, fmt.Errorf("no route to %s", address)
		}
		return cleo.cable.dial(ctx, network, address)
	}
	node, err := lan.Join(t.Context(), o, ana.node.Words(), ana.node.Addr())
	require.NoError(t, err)
	cleo.run(node)
	allMeet(t, ana, ben, cleo)
}
