package picture

import (
	"bytes"
	"encoding/binary"
)

// A jpegHead is what a JPEG says before its pixels.
type jpegHead struct {
	orientation int // 1 to 8 as EXIF counts; 1 is upright
	progressive bool
}

// readJPEGHead walks the segments of a JPEG up to its pixels. Whatever it does not
// understand it leaves as upright and baseline: the decoder has the last word.
func readJPEGHead(b []byte) jpegHead {
	head := jpegHead{orientation: 1}
	for i := 2; i+4 <= len(b) && b[i] == 0xff; {
		marker := b[i+1]
		if marker == 0xff { // padding
			i++
			continue
		}
		if marker == 0xda { // the pixels begin
			break
		}
		length := int(binary.BigEndian.Uint16(b[i+2:]))
		if length < 2 || i+2+length > len(b) {
			break
		}
		body := b[i+4 : i+2+length]
		switch {
		case marker == 0xc2:
			head.progressive = true
		case marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			if o := orientationIn(body[6:]); o != 0 {
				head.orientation = o
			}
		}
		i += 2 + length
	}
	return head
}

// orientationIn reads the orientation from the first directory of a TIFF; 0 if it has none.
func orientationIn(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 0
	}
	at := int64(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > int64(len(tiff)) {
		return 0
	}
	n := int64(order.Uint16(tiff[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return 0
		}
		if order.Uint16(tiff[entry:]) == 0x0112 && order.Uint16(tiff[entry+2:]) == 3 {
			if o := int(order.Uint16(tiff[entry+8:])); o >= 1 && o <= 8 {
				return o
			}
			return 0
		}
	}
	return 0
}
