package pdffile

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"eliasnaur.com/font/roboto/robotoregular"
	"github.com/google/go-cmp/cmp"
)

// TestAttachment says that an associated file has what PDF/A-3 wants of it.
func TestAttachment(t *testing.T) {
	data := []byte("id,figure\nR1,178000\n")
	f, catalog := finished(t, &Plan{Attachments: []Attachment{{Name: "register.csv", Description: "The figures", MIME: "text/csv",
		Relationship: "Data", Modified: time.Date(2024, 12, 8, 0, 0, 0, 0, time.UTC), Data: data}, {Name: "a.bin"}}})
	names := catalog["Names"].(dict)["EmbeddedFiles"].(dict)["Names"].(array)
	if len(names) != 4 || string(names[0].(str)) != "a.bin" || len(catalog["AF"].(array)) != 2 {
		t.Fatalf("names %v, associated %v", names, catalog["AF"])
	}
	spec := f.objects[names[3].(ref)].(dict)
	ef := spec["EF"].(dict)
	file := f.objects[ef["F"].(ref)].(*stream)
	got, err := unpack(&stream{dict{"Filter": file.dict["Filter"]}, file.data})
	if err != nil {
		t.Fatal(err)
	}
	params := file.dict["Params"].(dict)
	have := []string{string(spec["AFRelationship"].(name)), string(spec["F"].(str)), string(spec["UF"].(str)), string(spec["Desc"].(str)),
		string(file.dict["Subtype"].(name)), string(params["ModDate"].(str)), string(params["Size"].(number)), string(got)}
	want := []string{"Data", "register.csv", "register.csv", "The figures", "text/csv", "D:20241208000000+00'00'", "20", string(data)}
	if diff := cmp.Diff(want, have); diff != "" || ef["F"] != ef["UF"] {
		t.Errorf("attachment (-want +got):\n%s", diff)
	}
}

func TestArchiveRefuses(t *testing.T) {
	many := &Element{Kind: "Document"}
	for range 9000 {
		many.Kids = append(many.Kids, &Element{Kind: "P"})
	}
	for _, test := range []struct {
		name string
		plan Plan
		want string
	}{
		{"attachment", Plan{Attachments: []Attachment{{Name: "a"}}}, "no attachments"},
		{"array", Plan{Structure: many}, "split the document"},
		{"string", Plan{Structure: &Element{Kind: "P", Actual: strings.Repeat("x", 70_000)}}, "shorten it"},
	} {
		test.plan.Archive = true
		if _, err := Finish(penFile(1, "", ""), &test.plan); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want an error with %q", test.name, err, test.want)
		}
	}
}

// TestLayoutsSayTheSame compares the two layouts of one plan object by object.
func TestLayoutsSayTheSame(t *testing.T) {
	root, link := sampleTree()
	plan := Plan{Meta: Meta{Title: "Brief", Lang: "en"}, Structure: root, Links: []Link{{Page: 1, To: Place{2, 0}, Tag: link}},
		Fonts: []Font{{Resource: "R0", Name: "F", TTF: robotoregular.TTF, Glyphs: []Glyph{{5, "x"}}}}}
	src := penFile(2, "", "")
	compact, err := Finish(src, &plan)
	if err != nil {
		t.Fatal(err)
	}
	plan.Archive = true
	archive, err := Finish(src, &plan)
	if err != nil {
		t.Fatal(err)
	}
	a, err := reopen(compact)
	if err != nil {
		t.Fatal(err)
	}
	b, err := parseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	kinds := func(f *file) map[string]int {
		out := map[string]int{}
		for _, o := range f.objects {
			if d, ok := o.(dict); ok {
				typ, _ := d["Type"].(name)
				kind, _ := d["S"].(name)
				out[string(typ)+" "+string(kind)]++
			}
		}
		return out
	}
	if diff := cmp.Diff(kinds(a), kinds(b)); diff != "" {
		t.Errorf("kinds of objects (-compact +archive):\n%s", diff)
	}
}

func TestProfile(t *testing.T) {
	p := sRGB()
	if int(binary.BigEndian.Uint32(p)) != len(p) || string(p[36:40]) != "acsp" {
		t.Fatalf("no profile of %d bytes", len(p))
	}
	// The columns of a display profile add up to the white of the connection space, to one part in a thousand.
	var sum [3]int
	for i := range int(binary.BigEndian.Uint32(p[128:])) {
		e := p[132+12*i:]
		at := p[binary.BigEndian.Uint32(e[4:]):]
		if strings.HasSuffix(string(e[:4]), "XYZ") {
			for k := range sum {
				sum[k] += int(binary.BigEndian.Uint32(at[8+4*k:]))
			}
		}
	}
	for k, white := range []int{0xF6D6, 0x10000, 0xD32D} {
		if d := sum[k] - white; d < -65 || d > 65 {
			t.Errorf("channel %d: primaries add up to %d, white is %d", k, sum[k], white)
		}
	}
	// IEC 61966-2-1: 128 of 255 is 0.2158 of the light.
	curve := iccCurve()
	if v := int(binary.BigEndian.Uint16(curve[12+2*128:])); v < 14140 || v > 14150 || binary.BigEndian.Uint16(curve[12:]) != 0 || binary.BigEndian.Uint16(curve[12+2*255:]) != 0xFFFF {
		t.Errorf("tone curve at 128: %d, want 0.2158 of 65535", v)
	}
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestImages(t *testing.T) {
	grey, rgb := image.NewGray(image.Rect(0, 0, 3, 2)), image.NewRGBA(image.Rect(0, 0, 3, 2))
	for i := 3; i < len(rgb.Pix); i += 4 {
		rgb.Pix[i] = 0xFF
	}
	rgb.Pix[0] = 200
	palette := image.NewPaletted(image.Rect(0, 0, 3, 2), color.Palette{color.RGBA{255, 0, 0, 255}, color.Black})
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, rgb, nil); err != nil {
		t.Fatal(err)
	}
	f, catalog := finished(t, &Plan{Images: []Image{{"I0", pngOf(t, grey)}, {"I1", pngOf(t, rgb)}, {"I2", pngOf(t, palette)}, {"I3", photo.Bytes()}}})
	page := f.objects[f.objects[catalog["Pages"].(ref)].(dict)["Kids"].(array)[0].(ref)].(dict)
	images := f.objects[page["Resources"].(ref)].(dict)["XObject"].(dict)
	for resource, want := range map[name]string{"I0": "DeviceGray FlateDecode", "I1": "DeviceRGB FlateDecode",
		"I2": "[Indexed DeviceRGB 1 [255 0 0 0 0 0]] FlateDecode", "I3": "DeviceRGB DCTDecode"} {
		s := f.objects[images[resource].(ref)].(*stream)
		if got := f.written(s.dict["ColorSpace"]) + " " + f.written(s.dict["Filter"]); got != want || s.dict["Width"] != number("3") || s.dict["SMask"] != nil {
			t.Errorf("%s: got %s, want %s", resource, got, want)
		}
	}
}

func TestImageRefused(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	for what, file := range map[string][]byte{"transparent": pngOf(t, clear), "sixteen bits": pngOf(t, image.NewGray16(image.Rect(0, 0, 2, 2))),
		"nothing": nil, "text": []byte("no picture"), "cut": pngOf(t, image.NewGray(image.Rect(0, 0, 2, 2)))[:40]} {
		if _, err := Finish(penFile(1, "", ""), &Plan{Images: []Image{{"I0", file}}}); err == nil || !strings.Contains(err.Error(), "image I0") {
			t.Errorf("%s: got %v, want an error that names the image", what, err)
		}
	}
}

func TestCheckFont(t *testing.T) {
	good := robotoregular.TTF
	if err := CheckFont(good); err != nil {
		t.Fatal(err)
	}
	licence := func(use uint16) []byte {
		b := bytes.Clone(good)
		for i := range int(binary.BigEndian.Uint16(b[4:])) {
			if e := b[12+16*i:]; string(e[:4]) == "OS/2" {
				binary.BigEndian.PutUint16(b[binary.BigEndian.Uint32(e[8:])+8:], use)
			}
		}
		return b
	}
	for name, test := range map[string]struct {
		file []byte
		want string
	}{
		"restricted":   {licence(0x0002), "forbids that it is embedded"},
		"no subset":    {licence(0x0100), "part of it"},
		"bitmaps only": {licence(0x0200), "part of it"},
		"cut":          {good[:len(good)/2], "damaged"},
		"nothing":      {nil, "damaged"},
	} {
		if err := CheckFont(test.file); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want an error with %q", name, err, test.want)
		}
	}
	if err := CheckFont(licence(0x0008)); err != nil {
		t.Errorf("editable embedding: %v", err)
	}
}

// FuzzImage checks that no file makes an image a panic, and that the finished file can be read.
func FuzzImage(f *testing.F) {
	f.Add(pngOf(f, image.NewGray(image.Rect(0, 0, 3, 2))))
	f.Add([]byte("\xFF\xD8\xFF\xC0\x00\x0B\x08\x00\x01\x00\x01\x01\x01\x11\x00\xFF\xD9"))
	src := penFile(1, "", "")
	f.Fuzz(func(t *testing.T, file []byte) {
		out, err := Finish(src, &Plan{Images: []Image{{"I0", file}}})
		if err != nil {
			return
		}
		if _, err := reopen(out); err != nil {
			t.Errorf("the result does not parse: %v", err)
		}
	})
}
