package format

// uleb reads one unsigned LEB128 number in its shortest form from b at p. It returns the position
// behind it, or -1 if there is none: cut off, more than 64 bits, or longer than need be.
func uleb(b []byte, p int) (uint64, int) {
	if p < len(b) && b[p] < 0x80 {
		return uint64(b[p]), p + 1
	}
	var v uint64
	for shift := uint(0); p < len(b); shift += 7 {
		c := b[p]
		p++
		if shift == 63 && c > 1 {
			return 0, -1
		}
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			if c == 0 && shift > 0 {
				return 0, -1
			}
			return v, p
		}
	}
	return 0, -1
}

// sleb reads one signed LEB128 number under the rules of [uleb].
func sleb(b []byte, p int) (int64, int) {
	if p < len(b) && b[p] < 0x80 {
		return int64(int8(b[p]<<1)) >> 1, p + 1
	}
	var v int64
	var prev byte
	for shift := uint(0); p < len(b); shift += 7 {
		c := b[p]
		p++
		if shift == 63 && c != 0 && c != 0x7f {
			return 0, -1
		}
		v |= int64(c&0x7f) << shift
		if c < 0x80 {
			// The last byte must add something: not just repeat the sign of the one before.
			if shift > 0 && (c == 0 && prev&0x40 == 0 || c == 0x7f && prev&0x40 != 0) {
				return 0, -1
			}
			if shift < 57 && c&0x40 != 0 {
				v |= -1 << (shift + 7)
			}
			return v, p
		}
		prev = c
	}
	return 0, -1
}

func appendUleb(b []byte, v uint64) []byte {
	for v >= 0x80 {
		b = append(b, byte(v)|0x80)
		v >>= 7
	}
	return append(b, byte(v))
}

func appendSleb(b []byte, v int64) []byte {
	for {
		c := byte(v & 0x7f)
		v >>= 7
		if v == 0 && c&0x40 == 0 || v == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}
