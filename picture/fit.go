package picture

import (
	"image"

	"golang.org/x/image/draw"
)

// Fit returns img at w × h pixels, its top left at (0, 0). Scaling down averages, a few
// rows at a time, so that a large picture takes no more memory than it has already.
func Fit(img image.Image, w, h int) *image.RGBA {
	b := img.Bounds()
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	if b.Dx() == w && b.Dy() == h {
		draw.Draw(dst, dst.Rect, img, b.Min, draw.Src)
		return dst
	}
	kx, ky := max(1, b.Dx()/w), max(1, b.Dy()/h)
	if kx > 1 || ky > 1 {
		img = shrink(img, kx, ky)
	}
	draw.ApproxBiLinear.Scale(dst, dst.Rect, img, img.Bounds(), draw.Src, nil)
	return dst
}

// shrink averages blocks of kx × ky pixels; what is left at the right and below is dropped.
func shrink(img image.Image, kx, ky int) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx()/kx, b.Dy()/ky))
	rows := image.NewRGBA(image.Rect(0, 0, b.Dx(), ky))
	sums := make([]uint32, 4*out.Rect.Dx())
	n := uint32(kx * ky)
	for y := range out.Rect.Dy() {
		draw.Draw(rows, rows.Rect, img, b.Min.Add(image.Pt(0, y*ky)), draw.Src)
		clear(sums)
		for r := range ky {
			row := rows.Pix[r*rows.Stride:]
			for x := range out.Rect.Dx() {
				s := sums[4*x : 4*x+4 : 4*x+4]
				for i := 4 * x * kx; i < 4*(x+1)*kx; i += 4 {
					p := row[i : i+4 : i+4]
					s[0] += uint32(p[0])
					s[1] += uint32(p[1])
					s[2] += uint32(p[2])
					s[3] += uint32(p[3])
				}
			}
		}
		to := out.Pix[y*out.Stride:]
		for i, s := range sums {
			to[i] = uint8((s + n/2) / n)
		}
	}
	return out
}

// turn returns img as a camera's orientation, 1 to 8 as EXIF counts, says that it is upright.
func turn(img *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	size := image.Pt(w, h)
	if orientation >= 5 {
		size = image.Pt(h, w)
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(out.Pix[ty*out.Stride+4*tx:][:4], img.Pix[y*img.Stride+4*x:][:4])
		}
	}
	return out
}
