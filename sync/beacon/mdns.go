package beacon

import (
	"encoding/hex"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/ipv4"
)

// Multicast DNS (RFC 6762) is a further voice: some networks drop every group but its own.
// A beacon travels as the TXT record of a service instance, whole; the records beside it are
// for people who look with a browser of services.
const (
	service    = "_throughline._tcp.local."
	mdnsPort   = 5353
	mdnsMax    = 1_472 // bytes of a packet that is looked at
	mdnsPause  = time.Second
	mdnsKept   = 8 // workshops that questions are answered with
	mdnsTTL    = 20
	mdnsRecord = "tlb=" // before the beacon in the TXT record
)

var mdnsGroup = netip.MustParseAddr("224.0.0.251")

// An mdns is the socket of one adapter for this voice. A nil one is silent.
type mdns struct {
	conn    *ipv4.PacketConn
	adapter Adapter

	mu       sync.Mutex
	shared   [][]byte // HERE of each workshop that is shared
	answered time.Time
}

// openMDNS opens the socket, if it can be had: another program may have the port to itself.
func openMDNS(a Adapter, ifi *net.Interface, listen func(netip.Addr, uint16) (*ipv4.PacketConn, error)) *mdns {
	conn, err := listen(mdnsPlace(a), mdnsPort)
	if err != nil {
		return nil
	}
	group := &net.UDPAddr{IP: mdnsGroup.AsSlice()}
	if conn.JoinGroup(ifi, group) != nil || conn.SetMulticastInterface(ifi) != nil {
		_ = conn.Close()
		return nil
	}
	_ = conn.SetMulticastTTL(255)
	_ = conn.SetMulticastLoopback(true)
	return &mdns{conn: conn, adapter: a}
}

// shout says a beacon in this voice.
func (m *mdns) shout(beacon []byte) {
	if m == nil {
		return
	}
	said, err := Decode(beacon)
	if err != nil {
		return
	}
	m.mu.Lock()
	others := slices.DeleteFunc(m.shared, func(b []byte) bool {
		other, err := Decode(b)
		return err != nil || said.Kind != Ask && other.Session == said.Session
	})
	if said.Kind == Here && len(others) < mdnsKept {
		others = append(others, slices.Clone(beacon))
	}
	m.shared = others
	m.mu.Unlock()
	m.send(said, beacon)
}

func (m *mdns) send(said Message, beacon []byte) {
	packet, err := mdnsPacket(said, beacon, m.adapter.Addr)
	if err != nil {
		return
	}
	// The socket is bound to the group: without being told, some systems send from the address
	// of another adapter, others cannot be told.
	to := &net.UDPAddr{IP: mdnsGroup.AsSlice(), Port: mdnsPort}
	by := &ipv4.ControlMessage{Src: m.adapter.Addr.AsSlice(), IfIndex: m.adapter.Index}
	if _, err := m.conn.WriteTo(packet, by, to); err != nil {
		_, _ = m.conn.WriteTo(packet, nil, to)
	}
}

// answer repeats what is shared, as everybody hears it not more often than RFC 6762 allows.
func (m *mdns) answer() {
	m.mu.Lock()
	now := time.Now()
	if now.Sub(m.answered) < mdnsPause {
		m.mu.Unlock()
		return
	}
	m.answered = now
	shared := slices.Clone(m.shared)
	m.mu.Unlock()
	for _, beacon := range shared {
		if said, err := Decode(beacon); err == nil {
			m.send(said, beacon)
		}
	}
}

// hear hands on the beacons that come, and answers questions, until Close.
func (m *mdns) hear(f func([]byte, netip.AddrPort, Way)) {
	if m == nil {
		return
	}
	buf := make([]byte, mdnsMax)
	for {
		n, cm, src, err := m.conn.ReadFrom(buf)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			time.Sleep(deafPause)
			continue
		}
		from, ok := src.(*net.UDPAddr)
		if !ok || cm != nil && cm.IfIndex != 0 && cm.IfIndex != m.adapter.Index || !m.adapter.Prefix.Contains(from.AddrPort().Addr().Unmap()) {
			continue
		}
		beacons, asked := readMDNS(buf[:n])
		for _, b := range beacons {
			f(b, from.AddrPort(), MDNS)
		}
		if asked {
			m.answer()
		}
	}
}

func (m *mdns) close() error {
	if m == nil {
		return nil
	}
	return m.conn.Close()
}

// mdnsPacket is a beacon as a packet: a question for ASK, else an answer that nobody asked for.
func mdnsPacket(m Message, beacon []byte, at netip.Addr) ([]byte, error) {
	all, err := dnsmessage.NewName(service)
	if err != nil {
		return nil, err
	}
	b := dnsmessage.NewBuilder(nil, dnsmessage.Header{Response: m.Kind != Ask, Authoritative: m.Kind != Ask})
	b.EnableCompression()
	if m.Kind == Ask {
		err = errors.Join(b.StartQuestions(), b.Question(dnsmessage.Question{Name: all, Type: dnsmessage.TypePTR, Class: dnsmessage.ClassINET}))
		if err != nil {
			return nil, err
		}
		return b.Finish()
	}
	// One instance for each laptop that shares a workshop.
	own, err := dnsmessage.NewName(hex.EncodeToString(m.Session[:6]) + "-" + hex.EncodeToString(m.Print[:4]) + "." + service)
	if err != nil {
		return nil, err
	}
	host, err := dnsmessage.NewName(hex.EncodeToString(at.AsSlice()) + "-throughline.local.")
	if err != nil {
		return nil, err
	}
	ttl := uint32(mdnsTTL)
	if m.Kind == Gone {
		ttl = 0 // goodbye
	}
	const flush = 1 << 15 // what was said of this name before is void
	head := func(name dnsmessage.Name, class dnsmessage.Class) dnsmessage.ResourceHeader {
		return dnsmessage.ResourceHeader{Name: name, Class: class, TTL: ttl}
	}
	err = errors.Join(b.StartAnswers(),
		b.PTRResource(head(all, dnsmessage.ClassINET), dnsmessage.PTRResource{PTR: own}),
		b.TXTResource(head(own, dnsmessage.ClassINET|flush), dnsmessage.TXTResource{TXT: []string{mdnsRecord + string(beacon)}}),
		b.SRVResource(head(own, dnsmessage.ClassINET|flush), dnsmessage.SRVResource{Port: m.Port, Target: host}),
		b.AResource(head(host, dnsmessage.ClassINET|flush), dnsmessage.AResource{A: at.As4()}))
	if err != nil {
		return nil, err
	}
	return b.Finish()
}

// readMDNS takes the beacons out of a packet, and tells whether it asks for ours. Everything
// else that is said on the group is none of our business.
func readMDNS(packet []byte) (beacons [][]byte, asked bool) {
	var p dnsmessage.Parser
	h, err := p.Start(packet)
	if err != nil {
		return nil, false
	}
	for {
		q, err := p.Question()
		if err != nil {
			break
		}
		asked = asked || !h.Response && ours(q.Name) && (q.Type == dnsmessage.TypePTR || q.Type == dnsmessage.TypeALL)
	}
	if !h.Response || p.SkipAllQuestions() != nil {
		return nil, asked
	}
	for len(beacons) < mdnsKept {
		head, err := p.AnswerHeader()
		if err != nil {
			break
		}
		if head.Type != dnsmessage.TypeTXT || !strings.HasSuffix(strings.ToLower(head.Name.String()), "."+service) {
			if p.SkipAnswer() != nil {
				break
			}
			continue
		}
		txt, err := p.TXTResource()
		if err != nil {
			break
		}
		for _, s := range txt.TXT {
			if beacon, ok := strings.CutPrefix(s, mdnsRecord); ok && len(beacon) <= MaxSize {
				beacons = append(beacons, []byte(beacon))
			}
		}
	}
	return beacons, asked
}

func ours(name dnsmessage.Name) bool { return strings.EqualFold(name.String(), service) }
