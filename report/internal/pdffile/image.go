package pdffile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image/color"
	"image/jpeg"
)

// An Image is a picture that the pages show by the name of its resource. File is a PNG of 8-bit grey, 8-bit RGB or
// palette pixels without transparency, or a JPEG in grey or YCbCr, as package picture makes them. It is embedded as it
// is: clean it first.
type Image struct {
	Resource string // without the slash
	File     []byte
}

func (f *finisher) imageObject(im Image) (ref, error) {
	s, err := pngStream(im.File)
	if errors.Is(err, errNoPNG) {
		s, err = jpegStream(im.File)
	}
	if err != nil {
		return 0, err
	}
	s.dict["Type"], s.dict["Subtype"] = name("XObject"), name("Image")
	return f.add(s), nil
}

var errNoPNG = errors.New("pdf: not a PNG")

// pngStream takes the pixels of a PNG over as they are packed: PDF knows PNG's way.
func pngStream(file []byte) (*stream, error) {
	rest, ok := bytes.CutPrefix(file, []byte("\x89PNG\r\n\x1A\n"))
	if !ok {
		return nil, errNoPNG
	}
	var head, palette, data []byte
	for len(rest) > 0 {
		if len(rest) < 12 || uint64(binary.BigEndian.Uint32(rest)) > uint64(len(rest)-12) {
			return nil, fmt.Errorf("pdf: PNG cut short")
		}
		n := int(binary.BigEndian.Uint32(rest))
		body := rest[8 : 8+n]
		switch kind := string(rest[4:8]); kind {
		case "IHDR":
			head = body
		case "PLTE":
			palette = body
		case "IDAT":
			data = append(data, body...)
		case "IEND":
		default:
			return nil, fmt.Errorf("pdf: PNG with a part %q", kind)
		}
		rest = rest[12+n:]
	}
	if len(head) != 13 || head[12] != 0 || len(data) == 0 {
		return nil, fmt.Errorf("pdf: PNG of an unknown kind")
	}
	width, height := binary.BigEndian.Uint32(head), binary.BigEndian.Uint32(head[4:])
	depth, kind, colours := int(head[8]), head[9], 1
	d := dict{"Width": integer(int(width)), "Height": integer(int(height)), "BitsPerComponent": integer(depth),
		"Filter": name("FlateDecode")}
	switch {
	case kind == 0 && depth == 8:
		d["ColorSpace"] = name("DeviceGray")
	case kind == 2 && depth == 8:
		d["ColorSpace"] = name("DeviceRGB")
		colours = 3
	case kind == 3 && len(palette) > 0 && len(palette)%3 == 0:
		d["ColorSpace"] = array{name("Indexed"), name("DeviceRGB"), integer(len(palette)/3 - 1), str(palette)}
	default:
		return nil, fmt.Errorf("pdf: PNG of an unknown kind")
	}
	d["DecodeParms"] = dict{"Predictor": integer(15), "Colors": integer(colours), "BitsPerComponent": integer(depth),
		"Columns": integer(int(width))}
	return &stream{d, data}, nil
}

func jpegStream(file []byte) (*stream, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("pdf: neither PNG nor JPEG: %w", err)
	}
	space := name("DeviceRGB")
	switch c.ColorModel {
	case color.YCbCrModel:
	case color.GrayModel:
		space = "DeviceGray"
	default:
		return nil, errors.New("pdf: JPEG in colours that are neither grey nor YCbCr")
	}
	return &stream{dict{"Width": integer(c.Width), "Height": integer(c.Height), "BitsPerComponent": integer(8),
		"ColorSpace": space, "Filter": name("DCTDecode")}, file}, nil
}
