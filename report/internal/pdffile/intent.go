package pdffile

import (
	"encoding/binary"
	"math"
)

// outputIntent says which colours the numbers of the pages mean: sRGB.
func (f *finisher) outputIntent(root dict) error {
	if f.tools.profile == nil {
		s, err := f.pack(dict{}, fast, sRGB())
		if err != nil {
			return err
		}
		f.tools.profile = s.data
	}
	profile := f.add(&stream{dict{"N": number("3"), "Filter": name("FlateDecode")}, f.tools.profile})
	root["OutputIntents"] = array{f.add(dict{"Type": name("OutputIntent"), "S": name("GTS_PDFA1"),
		"OutputConditionIdentifier": str("sRGB IEC61966-2.1"), "Info": str("sRGB IEC61966-2.1"),
		"RegistryName": str("http://www.color.org"), "DestOutputProfile": profile})}
	return nil
}

// sRGB builds an ICC profile, version 2.1, of the colour space of IEC 61966-2-1, from its numbers: the primaries adapted
// to the white of ICC's connection space, and the tone curve at 256 points.
func sRGB() []byte {
	var tags, data []byte
	const first = 128 + 4 + 9*12
	add := func(sig string, b []byte) {
		tags = append(tags, sig...)
		tags = binary.BigEndian.AppendUint32(tags, uint32(first+len(data)))
		tags = binary.BigEndian.AppendUint32(tags, uint32(len(b)))
		data = append(data, b...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
	}
	add("desc", iccDescription("sRGB IEC61966-2.1"))
	add("cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...))
	add("wtpt", iccXYZ(0xF6D6, 0x10000, 0xD32D)) // D50, in 65536ths as all below
	add("rXYZ", iccXYZ(0x6FA2, 0x38F5, 0x0390))
	add("gXYZ", iccXYZ(0x6299, 0xB785, 0x18DA))
	add("bXYZ", iccXYZ(0x24A0, 0x0F84, 0xB6CF))
	curve := iccCurve()
	add("rTRC", curve)
	add("gTRC", curve)
	add("bTRC", curve)

	head := make([]byte, 128, first+len(data))
	binary.BigEndian.PutUint32(head, uint32(first+len(data)))
	binary.BigEndian.PutUint32(head[8:], 0x02100000)
	copy(head[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{1998, 2, 9} { // of the standard; a profile must have a date
		binary.BigEndian.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	copy(head[68:], iccXYZ(0xF6D6, 0x10000, 0xD32D)[8:])
	head = binary.BigEndian.AppendUint32(head, 9)
	return append(append(head, tags...), data...)
}

func iccXYZ(x, y, z uint32) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []uint32{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}

// iccDescription is a name in ASCII, with no Unicode and no Macintosh form.
func iccDescription(s string) []byte {
	b := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(s)+1))
	b = append(append(b, s...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...)
}

func iccCurve() []byte {
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), 256)
	for i := range 256 {
		v := float64(i) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}
