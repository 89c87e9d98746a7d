package storage_test

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

func TestBlobsAreKeptByTheirHash(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	sum, err := s.PutBlob(t.Context(), "w", []byte("a picture"))
	require.NoError(t, err)
	require.Equal(t, sha256.Sum256([]byte("a picture")), sum)
	_, err = s.PutBlob(t.Context(), "w", []byte("a picture"))
	require.NoError(t, err)
	require.NoError(t, s.Close())

	s = open(t, dir, quick())
	b, err := s.Blob(t.Context(), "w", sum)
	require.NoError(t, err)
	require.Equal(t, "a picture", string(b))
	_, err = s.Blob(t.Context(), "another", sum)
	require.ErrorIs(t, err, storage.ErrNotFound)
	all, err := s.Blobs(t.Context(), "w")
	require.NoError(t, err)
	require.Equal(t, [][32]byte{sum}, all)

	require.NoError(t, s.WriteExec("UPDATE blobs SET bytes = x'00'"))
	_, err = s.Blob(t.Context(), "w", sum)
	require.ErrorIs(t, err, storage.ErrDamaged)
	_, err = s.Blob(t.Context(), "w", sum)
	require.ErrorIs(t, err, storage.ErrNotFound, "set aside")
	_, err = s.PutBlob(t.Context(), "w", []byte("a picture"))
	require.NoError(t, err, "and put again")
	require.NoError(t, s.RemoveWorkshop(t.Context(), "w"))
	_, err = s.Blob(t.Context(), "w", sum)
	require.ErrorIs(t, err, storage.ErrNotFound)
}

func TestTheBlobsOfAWorkshopAreBounded(t *testing.T) {
	s := open(t, t.TempDir(), quick())
	require.NoError(t, s.WriteExec("INSERT INTO blobs (workshop, sum, bytes) VALUES ('w', x'01', zeroblob(?))", storage.BlobBytesKept-1000))
	_, err := s.PutBlob(t.Context(), "w", bytes.Repeat([]byte("x"), 1001))
	require.ErrorIs(t, err, storage.ErrBlobsFull)
	_, err = s.PutBlob(t.Context(), "w", bytes.Repeat([]byte("x"), 1000))
	require.NoError(t, err)
	_, err = s.PutBlob(t.Context(), "other", bytes.Repeat([]byte("x"), 1001))
	require.NoError(t, err)
}
