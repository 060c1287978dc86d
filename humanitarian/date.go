package humanitarian

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a calendar date as a source printed it: a day, a month or a year,
// with an optional time of day and no time zone. It is comparable with ==.
// The zero value is no date.
type Date struct {
	year       int16
	month, day uint8
	minute     int16 // of the day plus one; 0 means no time
}

// DateFrom returns the date of a year, month and day; month or day 0 means
// that the source did not give it.
func DateFrom(year, month, day int) (Date, error) {
	d := Date{year: int16(year), month: uint8(month), day: uint8(day)}
	bad := year < 1900 || year > 2200 || month < 0 || month > 12 || day < 0 || day > 31 || month == 0 && day > 0
	if !bad && day > 0 {
		bad = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day
	}
	if bad {
		return Date{}, fmt.Errorf("humanitarian: %04d-%02d-%02d is not a date", year, month, day)
	}
	return d, nil
}

// ParseDate reads YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM. Empty text is
// the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	for _, layout := range []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15:04"} {
		if len(layout) != len(s) {
			continue
		}
		t, err := time.Parse(layout, s)
		if err != nil {
			break
		}
		y, m, d := t.Year(), int(t.Month()), t.Day()
		if len(s) < 7 {
			m = 0
		}
		if len(s) < 10 {
			d = 0
		}
		date, err := DateFrom(y, m, d)
		if err == nil && len(s) > 10 {
			date.minute = int16(t.Hour()*60 + t.Minute() + 1)
		}
		return date, err
	}
	return Date{}, fmt.Errorf("humanitarian: %q is not a date; write YYYY-MM-DD, YYYY-MM or YYYY", s)
}

// MustParseDate is [ParseDate] for tests and constants; it panics.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic("humanitarian.MustParseDate: " + err.Error())
	}
	return d
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Year, Month and Day return the parts the source gave; 0 is not given.
func (d Date) Year() int  { return int(d.year) }
func (d Date) Month() int { return int(d.month) }
func (d Date) Day() int   { return int(d.day) }

// String returns the text that [ParseDate] reads back.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	case d.minute > 0:
		return fmt.Sprintf("%04d-%02d-%02dT%02d:%02d", d.year, d.month, d.day, (d.minute-1)/60, (d.minute-1)%60)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// MarshalText and UnmarshalText use the text of [Date.String].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// First returns the first day d may mean: 1 December for December.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{year: d.year, month: max(d.month, 1), day: max(d.day, 1)}
}

// Last returns the last day d may mean: a month counts as its last day, so
// that a brief of the 5th does not use a figure for the whole month.
func (d Date) Last() Date {
	if d.IsZero() || d.day > 0 {
		return Date{year: d.year, month: d.month, day: d.day}
	}
	m := d.month
	if m == 0 {
		m = 12
	}
	end := time.Date(int(d.year), time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC)
	return Date{year: d.year, month: m, day: uint8(end.Day())}
}

// Compare orders dates by the last day they may mean, then by their first.
func (d Date) Compare(e Date) int {
	return cmp.Or(d.Last().ordinal()-e.Last().ordinal(), d.First().ordinal()-e.First().ordinal(), int(d.minute)-int(e.minute))
}

// After reports whether the last day d may mean lies after that of e.
func (d Date) After(e Date) bool { return d.Last().ordinal() > e.Last().ordinal() }

func (d Date) ordinal() int { return int(d.year)*10000 + int(d.month)*100 + int(d.day) }

// DaysUntil returns the days from d to e, by the last day each may mean.
func (d Date) DaysUntil(e Date) int {
	t := func(d Date) time.Time {
		l := d.Last()
		return time.Date(int(l.year), time.Month(l.month), int(l.day), 0, 0, 0, 0, time.UTC)
	}
	return int(t(e).Sub(t(d)).Hours() / 24)
}

// A Period is the time from the start of Start to the end of End. The zero
// value is no period; a zero End is open.
type Period struct{ Start, End Date }

// ParsePeriod reads START..END.
func ParsePeriod(s string) (Period, error) {
	if len(s) > 80 {
		s = s[:80]
	}
	for i := 0; i+1 < len(s); i++ {
		if s[i:i+2] != ".." {
			continue
		}
		start, err1 := ParseDate(s[:i])
		end, err2 := ParseDate(s[i+2:])
		if err1 == nil && err2 == nil && !start.IsZero() && !end.IsZero() && !start.First().After(end.Last()) {
			return Period{start, end}, nil
		}
	}
	return Period{}, fmt.Errorf("humanitarian: %q is not a period; write 2024-11-28..2024-12-05", s)
}

// String returns START..END.
func (p Period) String() string {
	if p == (Period{}) {
		return ""
	}
	return p.Start.String() + ".." + p.End.String()
}

// Touches reports whether p and q share a day. An open or missing bound
// reaches as far as it may.
func (p Period) Touches(q Period) bool {
	before := func(end, start Date) bool {
		return !end.IsZero() && !start.IsZero() && end.Last().ordinal() < start.First().ordinal()
	}
	return !before(p.End, q.Start) && !before(q.End, p.Start)
}
