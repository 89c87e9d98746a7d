package workshop

import "strings"

const orderDigits = "0123456789abcdefghijklmnopqrstuvwxyz"

// OrderBetween returns an order key that sorts strictly between a and b as a string. An
// empty a is the beginning, an empty b the end. Keys are digits of base 36 and never end
// in '0', so that there is always room between two of them. If a is not below b the
// result is a key after a.
func OrderBetween(a, b string) string {
	if b != "" && a >= b {
		b = ""
	}
	var out strings.Builder
	for i := 0; ; i++ {
		lo, hi := 0, len(orderDigits)
		if i < len(a) {
			lo = max(0, strings.IndexByte(orderDigits, a[i]))
		}
		if b != "" && i < len(b) {
			hi = max(0, strings.IndexByte(orderDigits, b[i]))
		}
		if hi-lo > 1 {
			out.WriteByte(orderDigits[(lo+hi)/2])
			return out.String()
		}
		out.WriteByte(orderDigits[lo])
		if hi > lo {
			b = "" // whatever follows is already below b
		}
	}
}

// OrderAfter returns n ascending order keys after a.
func OrderAfter(a string, n int) []string {
	keys := make([]string, n)
	for i := range keys {
		a = nextOrder(a)
		keys[i] = a
	}
	return keys
}

// nextOrder steps in the third digit rather than halving what is left of the space, so
// that a long run of appended keys stays short.
func nextOrder(a string) string {
	const width = 4
	digits := []byte(a + strings.Repeat("0", max(0, width-len(a))))[:width]
	for i := width - 1; i >= 0; i-- {
		d := max(0, strings.IndexByte(orderDigits, digits[i]))
		if d < len(orderDigits)-1 {
			digits[i] = orderDigits[d+1]
			if digits[width-1] == '0' {
				digits[width-1] = '1'
			}
			return string(digits)
		}
		digits[i] = '0'
	}
	return OrderBetween(a, "")
}

// OrderBefore returns n ascending order keys before b. An empty b is the end.
func OrderBefore(b string, n int) []string {
	if b == "" {
		return OrderAfter("", n)
	}
	keys := make([]string, n)
	for i := n - 1; i >= 0; i-- {
		b = previousOrder(b)
		keys[i] = b
	}
	return keys
}

// previousOrder counts the first four digits down that are not all zero, so that a long
// run of keys before stays short.
func previousOrder(b string) string {
	const block = 4
	zeros := 0
	for len(b) > zeros+block && b[zeros:zeros+block] == "0000" {
		zeros += block
	}
	digits := []byte((b[zeros:] + "0000")[:block])
	if string(digits) == "0000" || string(digits) == "0001" {
		return b[:zeros] + "0000zzzz"
	}
	for i := block - 1; i >= 0; i-- {
		if d := strings.IndexByte(orderDigits, digits[i]); d > 0 {
			digits[i] = orderDigits[d-1]
			break
		}
		digits[i] = 'z'
	}
	if digits[block-1] == '0' { // keys do not end in a zero
		return previousOrder(b[:zeros] + string(digits))
	}
	return b[:zeros] + string(digits)
}
