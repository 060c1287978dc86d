package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func encodePNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// logo has transparent, half-transparent and opaque pixels.
func logo(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 200, uint8((x + y) * 128 % 256)})
		}
	}
	return img
}

// withChunk puts a chunk behind a PNG's head.
func withChunk(file []byte, kind, data string) []byte {
	body := kind + data
	out := bytes.Clone(file[:33])
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	out = append(out, body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(body)))
	return append(out, file[33:]...)
}

// bomb is a PNG that says it has w by h pixels and has none.
func bomb(w, h uint32) []byte {
	head := []byte("\x89PNG\r\n\x1A\n\x00\x00\x00\x0DIHDR")
	head = binary.BigEndian.AppendUint32(head, w)
	head = binary.BigEndian.AppendUint32(head, h)
	head = append(head, 8, 2, 0, 0, 0)
	return binary.BigEndian.AppendUint32(head, crc32.ChecksumIEEE(head[12:]))
}

func TestCleanKeepsThePixels(t *testing.T) {
	grey := image.NewGray(image.Rect(3, 4, 20, 9))
	grey.SetGray(5, 6, color.Gray{77})
	deep := image.NewNRGBA64(image.Rect(0, 0, 5, 5))
	deep.SetNRGBA64(1, 1, color.NRGBA64{0xFFFF, 0x1234, 0, 0xFFFF})
	for name, img := range map[string]image.Image{"transparent": logo(40, 30), "grey": grey, "sixteen bits": deep,
		"many colours": logo(200, 200), "one pixel": logo(1, 1)} {
		t.Run(name, func(t *testing.T) {
			p, err := Clean(encodePNG(t, img), nil)
			if err != nil {
				t.Fatal(err)
			}
			got, err := png.Decode(bytes.NewReader(p.File))
			if err != nil {
				t.Fatal(err)
			}
			want := onWhite(img)
			if p.Width != want.Bounds().Dx() || p.Height != want.Bounds().Dy() || p.JPEG {
				t.Fatalf("%d by %d, JPEG %v", p.Width, p.Height, p.JPEG)
			}
			for y := range p.Height {
				for x := range p.Width {
					if r, g, b, a := got.At(x, y).RGBA(); a != 0xFFFF || color.RGBAModel.Convert(color.RGBA64{uint16(r), uint16(g), uint16(b), 0xFFFF}) != want.At(x, y) {
						t.Fatalf("pixel %d, %d is %v, want %v", x, y, got.At(x, y), want.At(x, y))
					}
				}
			}
		})
	}
}

func TestCleanDropsMetadata(t *testing.T) {
	const secret = "36.2021N 37.1343E"
	file := withChunk(encodePNG(t, logo(8, 8)), "tEXt", "Location\x00"+secret)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, logo(16, 16), nil); err != nil {
		t.Fatal(err)
	}
	exif := append([]byte("\xFF\xD8\xFF\xE1"), byte(0), byte(len(secret)+8))
	photo := append(append(append(exif, "Exif\x00\x00"...), secret...), b.Bytes()[2:]...)
	for _, in := range [][]byte{file, photo} {
		p, err := Clean(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(in, []byte(secret)) || bytes.Contains(p.File, []byte(secret)) || bytes.Contains(p.File, []byte("Exif")) {
			t.Error("the place where the picture was taken is still in it")
		}
	}
}

func TestCleanRefuses(t *testing.T) {
	good := encodePNG(t, logo(40, 30))
	for _, test := range []struct {
		name   string
		file   []byte
		limits *Limits
		want   string
		why    string
	}{
		{"empty", nil, nil, "empty", "no file"},
		{"gif", []byte("GIF89a......"), nil, "convert", "another format"},
		{"svg", []byte("<svg/>"), nil, "convert", "a program, not a picture"},
		{"bytes", good, &Limits{Bytes: 100}, "save it smaller", "a file over the limit is not looked at"},
		{"pixels", good, &Limits{Pixels: 1000}, "scale it down", "1,200 pixels"},
		{"side", good, &Limits{Side: 39}, "scale it down", "40 wide"},
		{"bomb", bomb(60_000, 60_000), nil, "scale it down", "3.6 billion pixels are refused before one is unpacked"},
		{"overflow", bomb(1<<31-1, 1<<31-1), nil, "picture:", "the product does not fit into 32 bits"},
		{"cut", good[:len(good)/2], nil, "damaged", "half a file"},
		{"head", good[:20], nil, "damaged", "half a head"},
		{"none", bomb(10, 10), nil, "damaged", "a head without pixels"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Clean(test.file, test.limits); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q\nwhy: %s", err, test.want, test.why)
			}
		})
	}
}

func TestCleanRepeats(t *testing.T) {
	in := encodePNG(t, logo(100, 100))
	a, err := Clean(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Clean(in, nil)
	if err != nil || !bytes.Equal(a.File, b.File) {
		t.Errorf("two runs differ (%v)", err)
	}
	again, err := Clean(a.File, nil)
	if err != nil || !bytes.Equal(a.File, again.File) {
		t.Errorf("a clean picture is changed (%v)", err)
	}
}

func ExampleClean() {
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewNRGBA(image.Rect(0, 0, 120, 40))); err != nil { // all transparent
		fmt.Println(err)
		return
	}
	p, err := Clean(file.Bytes(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	img, err := png.Decode(bytes.NewReader(p.File))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Width, p.Height, img.At(0, 0))
	// Output: 120 40 {255}
}

// FuzzClean checks that no file makes Clean panic, and that what it returns is clean.
func FuzzClean(f *testing.F) {
	f.Add(encodePNG(f, logo(9, 7)))
	f.Add(withChunk(encodePNG(f, image.NewPaletted(image.Rect(0, 0, 3, 3), color.Palette{color.Black, color.Transparent})), "tRNS", "\x00"))
	f.Add(bomb(5000, 5000))
	var b bytes.Buffer
	if err := jpeg.Encode(&b, logo(9, 7), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	limits := &Limits{Pixels: 100_000}
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := Clean(file, limits)
		if err != nil {
			return
		}
		again, err := Clean(p.File, limits)
		if err != nil || again.Width != p.Width || again.Height != p.Height || !p.JPEG && !bytes.Equal(again.File, p.File) {
			t.Errorf("what Clean returned is not clean: %v", err)
		}
	})
}
