package laptop_test

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/sync/beacon"
)

func TestNoRouterWhereNoRouteLeadsOut(t *testing.T) {
	at := netip.MustParseAddr
	wired := beacon.Adapter{Addr: at("192.168.7.9"), Prefix: netip.MustParsePrefix("192.168.7.9/24"), Broadcast: at("192.168.7.255")}
	radio := beacon.Adapter{Addr: at("10.0.0.1"), Prefix: netip.MustParsePrefix("10.0.0.1/24"), Broadcast: at("10.0.0.255")}
	both := []beacon.Adapter{wired, radio}
	require.Empty(t, laptop.LikelyRouters(both, netip.Addr{}), "a switch has no router: 192.168.7.1 may be a laptop")
	require.Equal(t, []netip.Addr{at("192.168.7.1"), at("192.168.7.254")}, laptop.LikelyRouters(both, wired.Addr))
	require.Equal(t, []netip.Addr{at("10.0.0.254")}, laptop.LikelyRouters(both, radio.Addr), "this laptop is no router")

	const head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
	local := head + "eth0\t0007A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n"
	require.Empty(t, laptop.RoutersIn(local, both))
	led := local + "eth0\t00000000\t0107A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
	require.Equal(t, []netip.Addr{at("192.168.7.1")}, laptop.RoutersIn(led, both))
}
