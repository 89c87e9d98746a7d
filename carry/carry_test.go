package carry_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/carry"
)

func contents(document []byte, pictures ...[]byte) carry.Contents {
	all := map[[32]byte][]byte{}
	c := carry.Contents{
		About:    carry.About{ID: "k3x9q2m7p1aa", Title: "Winter", By: "Ana", Saved: time.Unix(1_700_000_000, 0).UTC()},
		Document: document,
		Picture: func(sum [32]byte) ([]byte, error) {
			if b, ok := all[sum]; ok {
				return b, nil
			}
			return nil, fs.ErrNotExist
		},
	}
	for _, p := range pictures {
		sum := sha256.Sum256(p)
		all[sum] = p
		c.Pictures = append(c.Pictures, sum)
	}
	return c
}

func bytesOf(t require.TestingT, c carry.Contents) []byte {
	var b bytes.Buffer
	n, err := c.WriteTo(&b)
	require.NoError(t, err)
	require.EqualValues(t, b.Len(), n)
	return b.Bytes()
}

func read(b []byte) (*carry.File, error) { return carry.Read(bytes.NewReader(b), int64(len(b))) }

func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		document := rapid.SliceOfN(rapid.Byte(), 0, 400).Draw(t, "document")
		pictures := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 60), 0, 6).Draw(t, "pictures")
		c := contents(document, pictures...)
		f, err := read(bytesOf(t, c))
		require.NoError(t, err)
		require.Equal(t, c.About, f.About)
		got, err := f.Document()
		require.NoError(t, err)
		require.True(t, bytes.Equal(document, got))
		for i, sum := range f.Pictures() {
			b, err := f.Picture(i)
			require.NoError(t, err)
			require.Equal(t, sum, sha256.Sum256(b))
		}
		distinct := map[[32]byte]bool{}
		for _, p := range pictures {
			distinct[sha256.Sum256(p)] = true
		}
		require.Len(t, f.Pictures(), len(distinct))
	})
}

func TestAPictureThatIsNotHereIsLeftOut(t *testing.T) {
	c := contents([]byte("doc"), []byte("one"))
	c.Pictures = append(c.Pictures, [32]byte{1, 2, 3})
	f, err := read(bytesOf(t, c))
	require.NoError(t, err)
	require.Len(t, f.Pictures(), 1)
}

// Every cut is named, and so is every flipped bit: no damage passes.
func TestNoDamagePasses(t *testing.T) {
	good := bytesOf(t, contents([]byte("the saved document"), []byte("one picture"), []byte("another")))
	for n := range len(good) {
		_, err := read(good[:n])
		if n == 0 {
			require.ErrorIs(t, err, carry.ErrNotWorkshop)
			continue
		}
		require.ErrorIs(t, err, carry.ErrCut, "%d bytes", n)
	}
	_, err := read(append(bytes.Clone(good), 0))
	require.ErrorIs(t, err, carry.ErrDamaged)
	known := []error{carry.ErrNotWorkshop, carry.ErrNewer, carry.ErrTooLarge, carry.ErrCut, carry.ErrDamaged, carry.ErrDocument, carry.ErrPicture}
	for i := range len(good) * 8 {
		b := bytes.Clone(good)
		b[i/8] ^= 1 << (i % 8)
		err := all(b)
		require.Error(t, err, "bit %d", i)
		require.True(t, func() bool {
			for _, k := range known {
				if errors.Is(err, k) {
					return true
				}
			}
			return false
		}(), "bit %d: %v", i, err)
	}
}

// all reads everything of a file.
func all(b []byte) error {
	f, err := read(b)
	if err != nil {
		return err
	}
	_, err = f.Document()
	for i := range f.Pictures() {
		_, e := f.Picture(i)
		err = errors.Join(err, e)
	}
	return err
}

func TestWhatAFileClaimsIsNotBelieved(t *testing.T) {
	good := bytesOf(t, contents([]byte("doc")))
	newer := bytes.Clone(good)
	binary.BigEndian.PutUint16(newer[8:], carry.Version+1)
	_, err := read(newer)
	require.ErrorIs(t, err, carry.ErrNewer)

	_, err = read([]byte("stage,lane,text\nOnboarding,Actions,hello\n"))
	require.ErrorIs(t, err, carry.ErrNotWorkshop)

	huge := bytes.Clone(good)
	binary.BigEndian.PutUint32(huge[13:], 1<<31) // the first part's size
	_, err = read(huge)
	require.ErrorIs(t, err, carry.ErrTooLarge)

	within := bytes.Clone(good)
	binary.BigEndian.PutUint32(within[13:], carry.MaxAbout)
	allocated := testing.AllocsPerRun(10, func() { _, err = read(within) })
	require.ErrorIs(t, err, carry.ErrCut)
	require.Less(t, allocated, 20.0)

	_, err = (carry.Contents{About: carry.About{ID: "a"}, Document: make([]byte, carry.MaxDocument+1)}).WriteTo(&bytes.Buffer{})
	require.ErrorIs(t, err, carry.ErrTooLarge)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte{})
	f.Add(bytesOf(f, contents([]byte("doc"))))
	f.Add(bytesOf(f, contents([]byte("doc"), []byte("picture"), []byte("another"))))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := read(b)
		if err != nil {
			return
		}
		document, err := file.Document()
		require.LessOrEqual(t, len(document), len(b))
		c := contents(document)
		c.About = file.About
		for i := range file.Pictures() {
			p, e := file.Picture(i)
			err = errors.Join(err, e)
			more := contents(nil, p)
			c.Pictures = append(c.Pictures, more.Pictures...)
		}
		if err != nil {
			return
		}
		again, err := read(b)
		require.NoError(t, err)
		require.Equal(t, c.Pictures, append([][32]byte(nil), again.Pictures()...))
	})
}

const asWriter = "THROUGHLINE_TEST_WRITES"

func TestMain(m *testing.M) {
	if name := os.Getenv(asWriter); name != "" {
		for i := byte(0); ; i++ { // until it is killed
			_ = carry.Write(name, contents(bytes.Repeat([]byte{i}, 1<<20)))
			_, _ = os.Stdout.Write([]byte{i})
		}
	}
	os.Exit(m.Run())
}

// Whenever the writer is killed, a whole file is there.
func TestKilledWhileWritingLeavesAWholeFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "Winter.throughline")
	require.NoError(t, carry.Write(name, contents([]byte("first"))))
	self, err := os.Executable()
	require.NoError(t, err)
	for range 8 {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), asWriter+"="+name)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		_, err = out.Read(make([]byte, 1)) // one was written
		require.NoError(t, err)
		time.Sleep(time.Duration(rand.IntN(4000)) * time.Microsecond)
		require.NoError(t, cmd.Process.Kill())
		_ = cmd.Wait()
		f, err := carry.Open(name)
		require.NoError(t, err)
		_, err = f.Document()
		require.NoError(t, err)
		require.NoError(t, f.Close())
	}
	// What the killed ones left behind goes with a later save.
	left, err := filepath.Glob(filepath.Join(filepath.Dir(name), ".*.part"))
	require.NoError(t, err)
	old := time.Now().Add(-time.Hour)
	for _, l := range left {
		require.NoError(t, os.Chtimes(l, old, old))
	}
	require.NoError(t, carry.Write(name, contents([]byte("last"))))
	names, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	require.Len(t, names, 1)
}

// A pulled stick is an error of the disk in the middle.
func TestAPulledStickIsNamed(t *testing.T) {
	good := bytesOf(t, contents([]byte("doc"), []byte("picture")))
	for n := range 4 {
		f, err := carry.Read(&pulled{good, n}, int64(len(good)))
		if err == nil {
			_, err = f.Document()
			if err == nil {
				_, err = f.Picture(0)
			}
		}
		require.ErrorIs(t, err, carry.ErrUnreadable, "after %d reads", n)
	}
	_, err := contents([]byte("doc")).WriteTo(outStick{})
	require.ErrorIs(t, err, syscall.EIO)
	require.ErrorIs(t, carry.Write(filepath.Join(t.TempDir(), "gone", "x.throughline"), contents(nil)), fs.ErrNotExist)
}

// pulled gives the first few reads and then no more.
type pulled struct {
	b    []byte
	left int
}

func (p *pulled) ReadAt(b []byte, at int64) (int, error) {
	if p.left--; p.left < 0 {
		return 0, syscall.EIO
	}
	return bytes.NewReader(p.b).ReadAt(b, at)
}

type outStick struct{}

func (outStick) Write([]byte) (int, error) { return 0, syscall.EIO }
