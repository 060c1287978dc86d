// Package picture makes a picture from outside fit to be carried by a report: its pixels and nothing else.
//
//	p, err := picture.Clean(logo, nil)
//	if err != nil { ... } // says what to do about the file
//	c.picture(p.File, x, y, p.Width*h/p.Height, h)
//
// A logo comes from anywhere: from a phone, with the place where it was taken; from a design program, with the name of
// who drew it; from someone who means harm, with a few bytes that unpack to gigabytes. Clean decodes it within limits and
// encodes it anew. Transparent pixels lie on white, since pages are white and an archive knows no transparency.
//
// # Limits
//
// PNG and JPEG only, the first of several frames, turned as the pixels are stored. Colours are taken as sRGB, whatever
// profile the file had.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// Limits say what is refused. A zero field is its default.
type Limits struct {
	Bytes  int // of the file as it comes; default 8 MiB
	Pixels int // width by height; default 16 million
	Side   int // width and height; default 10,000
}

func (l *Limits) orDefault() Limits {
	out := Limits{Bytes: 8 << 20, Pixels: 16_000_000, Side: 10_000}
	if l == nil {
		return out
	}
	for _, f := range []struct{ from, to *int }{{&l.Bytes, &out.Bytes}, {&l.Pixels, &out.Pixels}, {&l.Side, &out.Side}} {
		if *f.from > 0 {
			*f.to = *f.from
		}
	}
	return out
}

// A Picture is a clean picture. The zero value is none.
type Picture struct {
	Width, Height int    // pixels
	JPEG          bool   // else a PNG
	File          []byte // an 8-bit PNG in grey, RGB or with a palette, or a JPEG; without metadata and transparency
}

// quality of JPEGs, where a second encoding is hard to see.
const quality = 90

// Clean decodes a PNG or JPEG and encodes its pixels anew, in the same format. A nil limits is the default. The same file
// gives the same bytes. The error says what to do.
func Clean(file []byte, limits *Limits) (*Picture, error) {
	l := limits.orDefault()
	switch {
	case len(file) == 0:
		return nil, errors.New("picture: the file is empty; give a PNG or JPEG")
	case len(file) > l.Bytes:
		return nil, fmt.Errorf("picture: the file has %d bytes, more than the %d allowed; save it smaller", len(file), l.Bytes)
	}
	isJPEG := bytes.HasPrefix(file, []byte("\xFF\xD8\xFF"))
	if !isJPEG && !bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1A\n")) {
		return nil, errors.New("picture: neither PNG nor JPEG; convert it to one of them")
	}
	if err := checkSize(file, isJPEG, l); err != nil {
		return nil, err
	}
	img, err := decode(file, isJPEG)
	if err != nil {
		return nil, fmt.Errorf("picture: the file is damaged (%w); open it in a picture program and save it anew", err)
	}
	p := &Picture{Width: img.Bounds().Dx(), Height: img.Bounds().Dy(), JPEG: isJPEG}
	var out bytes.Buffer
	if isJPEG {
		err = jpeg.Encode(&out, greyOrRGB(img), &jpeg.Options{Quality: quality})
	} else {
		err = png.Encode(&out, flat(img))
	}
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	p.File = out.Bytes()
	return p, nil
}

// checkSize reads no more than the head of the file, before anything is unpacked.
func checkSize(file []byte, isJPEG bool, l Limits) error {
	config := png.DecodeConfig
	if isJPEG {
		config = jpeg.DecodeConfig
	}
	c, err := config(bytes.NewReader(file))
	if err != nil {
		return fmt.Errorf("picture: the file is damaged (%w); open it in a picture program and save it anew", err)
	}
	switch {
	case c.Width <= 0 || c.Height <= 0:
		return errors.New("picture: it has no pixels")
	case c.Width > l.Side || c.Height > l.Side || c.Width > l.Pixels/c.Height:
		return fmt.Errorf("picture: %d by %d pixels are too many; scale it down to %d pixels in all and no side over %d",
			c.Width, c.Height, l.Pixels, l.Side)
	}
	return nil
}

// decode turns a panic of a decoder into an error: these are files from outside.
func decode(file []byte, isJPEG bool) (img image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			img, err = nil, fmt.Errorf("%v", r)
		}
	}()
	if isJPEG {
		return jpeg.Decode(bytes.NewReader(file))
	}
	return png.Decode(bytes.NewReader(file))
}

// greyOrRGB leaves what JPEG can say as it is and turns what it cannot (CMYK) into RGB.
func greyOrRGB(img image.Image) image.Image {
	switch img.(type) {
	case *image.Gray, *image.YCbCr:
		return img
	}
	return onWhite(img)
}

// flat returns the picture on white as grey, as a palette, or as RGB, whichever is the first that loses nothing.
func flat(img image.Image) image.Image {
	rgb := onWhite(img)
	b := rgb.Bounds()
	grey := true
	var palette color.Palette
	index := map[color.RGBA]uint8{}
	for i := 0; i < len(rgb.Pix); i += 4 {
		c := color.RGBA{rgb.Pix[i], rgb.Pix[i+1], rgb.Pix[i+2], 0xFF}
		grey = grey && c.R == c.G && c.G == c.B
		if _, ok := index[c]; !ok && len(palette) <= 256 {
			index[c] = uint8(len(palette))
			palette = append(palette, c)
		}
		if !grey && len(palette) > 256 {
			return rgb
		}
	}
	if grey {
		out := image.NewGray(b)
		for i := range out.Pix {
			out.Pix[i] = rgb.Pix[4*i]
		}
		return out
	}
	out := image.NewPaletted(b, palette)
	for i := range out.Pix {
		out.Pix[i] = index[color.RGBA{rgb.Pix[4*i], rgb.Pix[4*i+1], rgb.Pix[4*i+2], 0xFF}]
	}
	return out
}

// onWhite lays the picture on white, its corner at the origin.
func onWhite(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Bounds(), img, b.Min, draw.Over)
	return out
}
