package humanitarian

// Nature says how a number moves through time. The zero value means the indicator's own nature.
type Nature uint8

// The words of the register's nature column.
const (
	NatureOfIndicator Nature = iota // the indicator's own
	Stock                           // a count at a date
	Flow                            // a count of what happened in a period
	Cumulative                      // a flow since a fixed origin; a later value replaces an earlier one
	NatureUnstated                  // the source does not say
)

var natureWords = [...]string{"", "stock", "flow", "cumulative", "unstated"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Nature) String() string { return wordOrNotStated("Nature", natureWords[:], uint8(v)) }

// MarshalText writes the register's word, empty for a zero without one.
func (v Nature) MarshalText() ([]byte, error) {
	return []byte(enumString("Nature", natureWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Nature) UnmarshalText(b []byte) (err error) {
	*v, err = ParseNature(string(b))
	return err
}

// ParseNature is strict: the register's own word, or an error that lists them.
func ParseNature(s string) (Nature, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("nature", natureWords[:], s)
	return Nature(v), err
}

// Status says whether the people counted are civilians. The zero value is not stated, which is treated as unknown.
type Status uint8

// The words of the register's status column.
const (
	StatusNotStated Status = iota
	Civilian
	OtherProtected // medical and religious staff, those out of the fight
	ArmedForces
	Combatant
	Mixed         // civilians and others in one number
	StatusUnknown // a real cell: the source could not tell
)

var statusWords = [...]string{"", "civilian", "other_protected", "armed_forces", "combatant", "mixed", "unknown"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Status) String() string { return wordOrNotStated("Status", statusWords[:], uint8(v)) }

// MarshalText writes the register's word, empty for a zero without one.
func (v Status) MarshalText() ([]byte, error) {
	return []byte(enumString("Status", statusWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Status) UnmarshalText(b []byte) (err error) {
	*v, err = ParseStatus(string(b))
	return err
}

// ParseStatus is strict: the register's own word, or an error that lists them.
func ParseStatus(s string) (Status, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("status", statusWords[:], s)
	return Status(v), err
}

// Sex says the sex of the people counted. The zero value is both together.
type Sex uint8

// The words of the register's sex column.
const (
	SexAll Sex = iota
	Female
	Male
	SexOther
	SexUnknown // a real cell, not a gap
)

var sexWords = [...]string{"", "female", "male", "other", "unknown"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Sex) String() string { return wordOrNotStated("Sex", sexWords[:], uint8(v)) }

// MarshalText writes the register's word, empty for a zero without one.
func (v Sex) MarshalText() ([]byte, error) {
	return []byte(enumString("Sex", sexWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Sex) UnmarshalText(b []byte) (err error) {
	*v, err = ParseSex(string(b))
	return err
}

// ParseSex is strict: the register's own word, or an error that lists them.
func ParseSex(s string) (Sex, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("sex", sexWords[:], s)
	return Sex(v), err
}

// Partition says how the parts of one whole relate. The zero value is not stated and licenses no addition.
type Partition uint8

// The words of the register's partition column.
const (
	PartitionNotStated Partition = iota
	Complete                     // disjoint, and they make the whole
	Partial                      // disjoint, and leave a remainder
	Overlapping                  // they share people
	PartitionUnstated            // the source does not say
)

var partitionWords = [...]string{"", "complete", "partial", "overlapping", "unstated"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Partition) String() string { return wordOrNotStated("Partition", partitionWords[:], uint8(v)) }

// MarshalText writes the register's word, empty for a zero without one.
func (v Partition) MarshalText() ([]byte, error) {
	return []byte(enumString("Partition", partitionWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Partition) UnmarshalText(b []byte) (err error) {
	*v, err = ParsePartition(string(b))
	return err
}

// ParsePartition is strict: the register's own word, or an error that lists them.
func ParsePartition(s string) (Partition, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("partition", partitionWords[:], s)
	return Partition(v), err
}

// Level says whether a figure counts one event or an area over a time. The zero value is not stated.
type Level uint8

// The words of the register's level column.
const (
	LevelNotStated Level = iota
	Incident
	Aggregate
)

var levelWords = [...]string{"", "incident", "aggregate"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Level) String() string { return wordOrNotStated("Level", levelWords[:], uint8(v)) }

// MarshalText writes the register's word, empty for a zero without one.
func (v Level) MarshalText() ([]byte, error) {
	return []byte(enumString("Level", levelWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Level) UnmarshalText(b []byte) (err error) {
	*v, err = ParseLevel(string(b))
	return err
}

// ParseLevel is strict: the register's own word, or an error that lists them.
func ParseLevel(s string) (Level, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("level", levelWords[:], s)
	return Level(v), err
}

// PlacePrecision says how a figure relates to its P-codes. The zero value is not stated.
type PlacePrecision uint8

// The words of the register's place_precision column.
const (
	PrecisionNotStated PlacePrecision = iota
	Whole                             // the whole of the area
	Part                              // somewhere inside it
	Vague                             // around it
)

var placePrecisionWords = [...]string{"", "whole", "part", "vague"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v PlacePrecision) String() string {
	return wordOrNotStated("PlacePrecision", placePrecisionWords[:], uint8(v))
}

// MarshalText writes the register's word, empty for a zero without one.
func (v PlacePrecision) MarshalText() ([]byte, error) {
	return []byte(enumString("PlacePrecision", placePrecisionWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *PlacePrecision) UnmarshalText(b []byte) (err error) {
	*v, err = ParsePlacePrecision(string(b))
	return err
}

// ParsePlacePrecision is strict: the register's own word, or an error that lists them.
func ParsePlacePrecision(s string) (PlacePrecision, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("place_precision", placePrecisionWords[:], s)
	return PlacePrecision(v), err
}

// PeriodBasis says what the period counts. The zero value is not stated.
type PeriodBasis uint8

// The words of the register's period_basis column.
const (
	BasisNotStated PeriodBasis = iota
	Occurred                   // when it happened
	Recorded                   // when it was documented
)

var periodBasisWords = [...]string{"", "occurred", "recorded"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v PeriodBasis) String() string {
	return wordOrNotStated("PeriodBasis", periodBasisWords[:], uint8(v))
}

// MarshalText writes the register's word, empty for a zero without one.
func (v PeriodBasis) MarshalText() ([]byte, error) {
	return []byte(enumString("PeriodBasis", periodBasisWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *PeriodBasis) UnmarshalText(b []byte) (err error) {
	*v, err = ParsePeriodBasis(string(b))
	return err
}

// ParsePeriodBasis is strict: the register's own word, or an error that lists them.
func ParsePeriodBasis(s string) (PeriodBasis, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("period_basis", periodBasisWords[:], s)
	return PeriodBasis(v), err
}
