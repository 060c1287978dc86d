package register

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestOutOfOrder says both numbers of a range that was typed the wrong way round, however it was typed.
func TestOutOfOrder(t *testing.T) {
	for _, s := range []string{"80-60", "80 to 60", "80 à 60", "de 80 a 60"} {
		in := "id,figure,indicator,period_start,period_end,source,source_date\nA," + s + ",injured,2024-12-01,2024-12-02,OCHA,2024-12-05\n"
		_, found, err := Read(context.Background(), strings.NewReader(in), &Options{Name: "r.csv", Country: "SYR"})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 || found[0].Code != "low_above_high" || !slices.Equal(found[0].Args, []string{"80", "60"}) {
			t.Errorf("%s: %v", s, found)
		}
	}
}
