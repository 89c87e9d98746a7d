package beacon

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/net/ipv4"
)

// Port is where beacons are heard, UDP: the number that sessions prefer for TCP.
const Port = 4717

// Group is the multicast group of the beacon, in the organisation-local scope (RFC 2365):
// routers do not let it out.
var Group = netip.MustParseAddr("239.255.47.17")

// A Radio speaks and hears on one adapter. Its methods are safe for concurrent use.
type Radio interface {
	// Shout sends to everybody, by each way there is.
	Shout(datagram []byte) (multicast, broadcast error)
	// Tell sends to one.
	Tell(datagram []byte, to netip.AddrPort) error
	// Hear calls f for every datagram until Close, on goroutines of its own; the slice is good
	// during the call.
	Hear(f func(datagram []byte, from netip.AddrPort, by Way))
	// Close ends Hear, which returns once all its calls have.
	Close() error
}

// errNoBroadcast says that a network has no broadcast address.
var errNoBroadcast = errors.New("beacon: this network has no broadcast")

// A radio is a Radio of sockets. Voice is bound to the adapter's own address, so that what
// is said leaves by it and answers come back to it; ears are bound to the shared port.
type radio struct {
	adapter Adapter
	port    uint16
	voice   *net.UDPConn
	ears    []ear
	mdns    *mdns
}

// An ear is a socket that others may have open too.
type ear struct {
	conn *ipv4.PacketConn
	way  Way
}

// openRadio opens the sockets of an adapter. Speaking alone is enough; with no ear at all
// it is an error.
func openRadio(a Adapter, port uint16) (Radio, error) {
	voice, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(a.Addr, 0)))
	if err != nil {
		return nil, fmt.Errorf("beacon: %s: %w", a.Addr, err)
	}
	r := &radio{adapter: a, port: port, voice: voice}
	p := ipv4.NewPacketConn(voice)
	ifi := &net.Interface{Index: a.Index, Name: a.Name}
	if full, err := net.InterfaceByIndex(a.Index); err == nil {
		ifi = full
	}
	// What fails here fails again, and is told, when something is sent.
	_ = p.SetMulticastInterface(ifi)
	_ = p.SetMulticastTTL(1)
	_ = p.SetMulticastLoopback(true)
	var errs []error
	for _, place := range earPlaces(a) {
		ear, err := r.listen(place.addr, place.way, ifi)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		r.ears = append(r.ears, ear)
	}
	if len(r.ears) == 0 {
		return nil, errors.Join(append(errs, voice.Close())...)
	}
	r.mdns = openMDNS(a, ifi, bindShared)
	return r, nil
}

// listen opens an ear. One for multicast joins the group on the adapter's interface alone.
func (r *radio) listen(at netip.Addr, way Way, ifi *net.Interface) (ear, error) {
	p, err := bindShared(at, r.port)
	if err != nil {
		return ear{}, err
	}
	if way == Multicast {
		if err := p.JoinGroup(ifi, &net.UDPAddr{IP: Group.AsSlice()}); err != nil {
			return ear{}, errors.Join(fmt.Errorf("beacon: multicast on %s: %w", r.adapter.Name, err), p.Close())
		}
	}
	return ear{p, way}, nil
}

// bindShared opens a socket at a port that other programs may have open too.
func bindShared(at netip.Addr, port uint16) (*ipv4.PacketConn, error) {
	config := net.ListenConfig{Control: allowSharing}
	conn, err := config.ListenPacket(context.Background(), "udp4", netip.AddrPortFrom(at, port).String())
	if err != nil {
		return nil, fmt.Errorf("beacon: listening at %s: %w", at, err)
	}
	p := ipv4.NewPacketConn(conn)
	_ = p.SetControlMessage(ipv4.FlagInterface|ipv4.FlagDst, true) // not on every system; where not, the address it is bound to decides
	return p, nil
}

func (r *radio) Shout(b []byte) (multicast, broadcast error) {
	r.mdns.shout(b)
	_, multicast = r.voice.WriteToUDPAddrPort(b, netip.AddrPortFrom(Group, r.port))
	if !r.adapter.Broadcast.IsValid() {
		return multicast, errNoBroadcast
	}
	_, broadcast = r.voice.WriteToUDPAddrPort(b, netip.AddrPortFrom(r.adapter.Broadcast, r.port))
	return multicast, broadcast
}

func (r *radio) Tell(b []byte, to netip.AddrPort) error {
	_, err := r.voice.WriteToUDPAddrPort(b, to)
	return err
}

// deafPause is how long a socket that cannot be read is left alone, so that an adapter that is on its way
// out does not keep the processor busy.
const deafPause = 50 * time.Millisecond

func (r *radio) Hear(f func([]byte, netip.AddrPort, Way)) {
	var all sync.WaitGroup
	for _, e := range r.ears {
		all.Go(func() {
			buf := make([]byte, MaxSize+1) // one more, so that what is too long is seen to be
			for {
				n, cm, src, err := e.conn.ReadFrom(buf)
				if errors.Is(err, net.ErrClosed) {
					return
				}
				if err != nil {
					time.Sleep(deafPause)
					continue
				}
				from, ok := src.(*net.UDPAddr)
				if !ok || cm != nil && cm.IfIndex != 0 && cm.IfIndex != r.adapter.Index {
					continue // of another adapter: it has a radio of its own, or is not to be heard
				}
				way := e.way
				if cm != nil && cm.Dst != nil && !cm.Dst.IsMulticast() {
					way = Broadcast
				}
				f(buf[:n], from.AddrPort(), way)
			}
		})
	}
	all.Go(func() { r.mdns.hear(f) })
	all.Go(func() {
		buf := make([]byte, MaxSize+1)
		for {
			n, from, err := r.voice.ReadFromUDPAddrPort(buf)
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				time.Sleep(deafPause)
				continue
			}
			f(buf[:n], from, Answer)
		}
	})
	all.Wait()
}

func (r *radio) Close() error {
	errs := []error{r.voice.Close(), r.mdns.close()}
	for _, e := range r.ears {
		errs = append(errs, e.conn.Close())
	}
	return errors.Join(errs...)
}
