package pdf

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// TestWhatWentBefore writes a document in a fresh workshop, after others that fill every cache, and after those again.
func TestWhatWentBefore(t *testing.T) {
	write := func(shop *workshop, d *document.Document) []byte {
		t.Helper()
		theme := &Theme{}
		look, err := theme.prepare(d)
		if err != nil {
			t.Fatal(err)
		}
		look.boundaries, look.grounds = benchLand(), shop.ground
		lang, err := locale.Of(d.Language)
		if err != nil {
			t.Fatal(err)
		}
		sh := shop.faces.Shaper()
		defer sh.Done()
		laid, err := layout(context.Background(), d, lang, theme, look, sh)
		if err != nil {
			t.Fatal(err)
		}
		out, err := draw(context.Background(), d, lang, laid, shop.faces, shop, &Options{})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	fresh, err := newWorkshop()
	if err != nil {
		t.Fatal(err)
	}
	used, err := newWorkshop()
	if err != nil {
		t.Fatal(err)
	}
	want := write(fresh, reference("ar", 7))
	for i := range 12 {
		d := reference([]string{"en", "ar"}[i%2], i)
		for k := range 3000 { // new words, more than are kept
			d.Blocks = append(d.Blocks, ptr(text(fmt.Sprintf("w%dx%d", i, k))))
		}
		m := d.Blocks[4].(*document.Map)
		m.Areas[0].PCode += "00000000"[:i%8] // other levels: other grounds
		write(used, d)
	}
	for range 2 {
		if got := write(used, reference("ar", 7)); !bytes.Equal(got, want) {
			t.Fatal("the document depends on those before it")
		}
	}
	if n := len(used.ground.kept); n == 0 || n > maxGrounds {
		t.Errorf("%d grounds are kept, want some and at most %d", n, maxGrounds)
	}
	if n := len(used.pages.idle); n == 0 || n > maxBuffers {
		t.Errorf("%d buffers are kept, want some and at most %d", n, maxBuffers)
	}
}
