package lan

import (
	"crypto/ed25519"
	"crypto/tls"
	"errors"
	"fmt"

	"throughline.app/sync/wire"
)

// alpn names the protocol within TLS.
const alpn = "throughline/1"

// exporterLabel binds what is proved on a connection to its keys.
const exporterLabel = "EXPORTER-throughline-join-v1"

// tlsConfig is the same for both sides: TLS 1.3, a certificate from each, no resumption.
// Certificates are self-signed and vouch for nothing but possession of their key; who may
// stay is decided by a proof afterwards.
func (id Identity) tlsConfig() *tls.Config {
	return &tls.Config{
		Certificates:           []tls.Certificate{id.cert},
		MinVersion:             tls.VersionTLS13,
		NextProtos:             []string{alpn},
		ClientAuth:             tls.RequireAnyClientCert,
		InsecureSkipVerify:     true, //nolint:gosec // see above
		SessionTicketsDisabled: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			_, err := checkState(state)
			return err
		},
	}
}

func checkState(state tls.ConnectionState) (wire.Fingerprint, error) {
	switch {
	case state.Version != tls.VersionTLS13:
		return wire.Fingerprint{}, errors.New("lan: not TLS 1.3")
	case state.NegotiatedProtocol != alpn:
		return wire.Fingerprint{}, fmt.Errorf("lan: protocol %q: %w", state.NegotiatedProtocol, ErrNotThroughline)
	case state.DidResume:
		return wire.Fingerprint{}, errors.New("lan: resumed")
	case len(state.PeerCertificates) != 1:
		return wire.Fingerprint{}, errors.New("lan: not one certificate")
	}
	cert := state.PeerCertificates[0]
	if _, ok := cert.PublicKey.(ed25519.PublicKey); !ok {
		return wire.Fingerprint{}, errors.New("lan: not an Ed25519 certificate")
	}
	return fingerprintOf(cert), nil
}

// channel is what both ends of a finished TLS handshake know and nobody between them does.
type channel struct {
	exported     []byte // keying material of this connection
	dialer, host wire.Fingerprint
}

// publicKey is the other side's key, once the handshake is over.
func publicKey(conn *tls.Conn) ed25519.PublicKey {
	public, _ := conn.ConnectionState().PeerCertificates[0].PublicKey.(ed25519.PublicKey)
	return public
}

// bindChannel returns the channel of conn and the other side's fingerprint.
func bindChannel(conn *tls.Conn, own wire.Fingerprint, dialled bool) (channel, wire.Fingerprint, error) {
	state := conn.ConnectionState()
	peer, err := checkState(state)
	if err != nil {
		return channel{}, peer, err
	}
	exported, err := state.ExportKeyingMaterial(exporterLabel, nil, 32)
	if err != nil {
		return channel{}, peer, fmt.Errorf("lan: exporting keying material: %w", err)
	}
	if peer == own {
		return channel{}, peer, ErrSelf
	}
	if dialled {
		return channel{exported, own, peer}, peer, nil
	}
	return channel{exported, peer, own}, peer, nil
}
