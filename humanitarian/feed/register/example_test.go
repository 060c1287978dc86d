package register_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

func ExampleRead() {
	file := strings.NewReader(`id,figure,indicator,status,place,period,source,source_date
R1,at least 69,killed,civilian,SY02,2024-11-27..2024-12-05,OHCHR,2024-12-06
R2,1.250,injured,civilian,SY02,2024-11-27..2024-12-05,OHCHR,2024-12-06
`)
	reg, findings, err := register.Read(context.Background(), file, &register.Options{Name: "week49.csv", Country: "SYR"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range reg.Figures {
		fmt.Println(f.ID, f.Indicator, f.Quantity)
	}
	for _, f := range findings {
		fmt.Println(locale.English().FindingLine(f))
	}
	// Output:
	// R1 killed >=69
	// R2 injured not_reported
	// week49.csv:3:2: R2: error: 1.250 in column figure can be read in two ways [ambiguous_number]
}
