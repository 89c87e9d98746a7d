package lan

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"fmt"
	"math/big"
	"time"

	"throughline.app/sync/wire"
)

// An Identity is this laptop's key and the certificate it shows. Its zero value is none.
type Identity struct {
	cert        tls.Certificate
	fingerprint wire.Fingerprint
}

// NewDeviceKey draws a new key: 32 bytes to be kept in secret, for as long as others
// should know this laptop again.
func NewDeviceKey() ([]byte, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := rand.Read(seed); err != nil {
		return nil, fmt.Errorf("lan: drawing a device key: %w", err)
	}
	return seed, nil
}

// LoadIdentity makes an Identity of a key of [NewDeviceKey]. The same key always gives the
// same fingerprint.
func LoadIdentity(deviceKey []byte) (Identity, error) {
	if len(deviceKey) != ed25519.SeedSize {
		return Identity{}, fmt.Errorf("lan: a device key of %d bytes", len(deviceKey))
	}
	key := ed25519.NewKeyFromSeed(deviceKey)
	// Nobody checks names or dates, only the key: a laptop whose clock is wrong must get in.
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "throughline"},
		NotBefore:    time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:     time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return Identity{}, fmt.Errorf("lan: making a certificate: %w", err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return Identity{}, fmt.Errorf("lan: making a certificate: %w", err)
	}
	return Identity{
		cert:        tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: cert},
		fingerprint: fingerprintOf(cert),
	}, nil
}

// Fingerprint names this laptop to others.
func (id Identity) Fingerprint() wire.Fingerprint { return id.fingerprint }

// Public returns the public key that the fingerprint is of.
func (id Identity) Public() ed25519.PublicKey { return id.key().Public().(ed25519.PublicKey) }

// Sign returns the Ed25519 signature of message.
func (id Identity) Sign(message []byte) []byte { return ed25519.Sign(id.key(), message) }

func (id Identity) key() ed25519.PrivateKey { return id.cert.PrivateKey.(ed25519.PrivateKey) }

func fingerprintOf(cert *x509.Certificate) wire.Fingerprint {
	return sha256.Sum256(cert.RawSubjectPublicKeyInfo)
}

// Hex returns f as 64 lower-case hex digits.
func Hex(f wire.Fingerprint) string { return hex.EncodeToString(f[:]) }

// ParsePrint reads what [Hex] gives.
func ParsePrint(s string) (f wire.Fingerprint, ok bool) { return fingerprintFrom(s) }

func fingerprintFrom(s string) (f wire.Fingerprint, ok bool) {
	if len(s) != 2*len(f) {
		return f, false
	}
	_, err := hex.Decode(f[:], []byte(s))
	return f, err == nil
}
