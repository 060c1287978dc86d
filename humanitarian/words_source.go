package humanitarian

// Modality says whether a figure was seen or foreseen. The zero value counts as observed.
type Modality uint8

// The words of the register's modality column.
const (
	ModalityNotStated Modality = iota
	Observed
	Forecast
	Planned
	AtRisk
	Catchment // the people a service or road serves
)

var modalityWords = [...]string{"", "observed", "forecast", "planned", "at_risk", "catchment"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Modality) String() string { return wordOrNotStated("Modality", modalityWords[:], uint8(v)) }

// MarshalText writes the register's word, empty for a zero without one.
func (v Modality) MarshalText() ([]byte, error) {
	return []byte(enumString("Modality", modalityWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Modality) UnmarshalText(b []byte) (err error) {
	*v, err = ParseModality(string(b))
	return err
}

// ParseModality is strict: the register's own word, or an error that lists them.
func ParseModality(s string) (Modality, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("modality", modalityWords[:], s)
	return Modality(v), err
}

// Verification says what was done to confirm a figure. Labels are buckets, not ranks. The zero value is not stated.
type Verification uint8

// The words of the register's verification column.
const (
	VerificationNotStated Verification = iota
	Unverified
	Estimated
	SingleSource
	Corroborated
	Verified
)

var verificationWords = [...]string{"not_stated", "unverified", "estimate", "single_source", "corroborated", "verified"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Verification) String() string {
	return wordOrNotStated("Verification", verificationWords[:], uint8(v))
}

// MarshalText writes the register's word, empty for a zero without one.
func (v Verification) MarshalText() ([]byte, error) {
	return []byte(enumString("Verification", verificationWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Verification) UnmarshalText(b []byte) (err error) {
	*v, err = ParseVerification(string(b))
	return err
}

// ParseVerification is strict: the register's own word, or an error that lists them.
func ParseVerification(s string) (Verification, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("verification", verificationWords[:], s)
	return Verification(v), err
}

// Role says what the desk decided about a figure. The zero value is no decision.
type Role uint8

// The words of the register's role column.
const (
	NoRole Role = iota
	Recommended
	Triangulation
	Pending
	Disputed
	Withdrawn
)

var roleWords = [...]string{"", "recommended", "triangulation", "pending", "disputed", "withdrawn"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Role) String() string { return wordOrNotStated("Role", roleWords[:], uint8(v)) }

// MarshalText writes the register's word, empty for a zero without one.
func (v Role) MarshalText() ([]byte, error) {
	return []byte(enumString("Role", roleWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Role) UnmarshalText(b []byte) (err error) {
	*v, err = ParseRole(string(b))
	return err
}

// ParseRole is strict: the register's own word, or an error that lists them.
func ParseRole(s string) (Role, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("role", roleWords[:], s)
	return Role(v), err
}

// SourceKind says who a source is. The zero value is not stated.
type SourceKind uint8

// The words of the register's source_kind column.
const (
	SourceKindNotStated SourceKind = iota
	UN
	Government
	NGO
	Movement // the Red Cross and Red Crescent Movement
	Coordination
	LocalAuthority
	Media
	Monitor
	PartyToConflict
	Social
	Witness
	Satellite
)

var sourceKindWords = [...]string{"", "un", "government", "ngo", "movement", "coordination", "local_authority", "media", "monitor", "party_to_conflict", "social", "witness", "satellite"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v SourceKind) String() string {
	return wordOrNotStated("SourceKind", sourceKindWords[:], uint8(v))
}

// MarshalText writes the register's word, empty for a zero without one.
func (v SourceKind) MarshalText() ([]byte, error) {
	return []byte(enumString("SourceKind", sourceKindWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *SourceKind) UnmarshalText(b []byte) (err error) {
	*v, err = ParseSourceKind(string(b))
	return err
}

// ParseSourceKind is strict: the register's own word, or an error that lists them.
func ParseSourceKind(s string) (SourceKind, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("source_kind", sourceKindWords[:], s)
	return SourceKind(v), err
}

// Sensitivity says who may read a figure, least restricted first; order matters. The zero value is not stated and is treated as public.
type Sensitivity uint8

// The words of the register's sensitivity column.
const (
	SensitivityNotStated Sensitivity = iota
	Public
	Restricted
	Confidential
	Strict
)

var sensitivityWords = [...]string{"", "public", "restricted", "confidential", "strict"}

// String returns the register's word for v; a zero without a word prints not_stated.
func (v Sensitivity) String() string {
	return wordOrNotStated("Sensitivity", sensitivityWords[:], uint8(v))
}

// MarshalText writes the register's word, empty for a zero without one.
func (v Sensitivity) MarshalText() ([]byte, error) {
	return []byte(enumString("Sensitivity", sensitivityWords[:], uint8(v))), nil
}

// UnmarshalText reads the register's word.
func (v *Sensitivity) UnmarshalText(b []byte) (err error) {
	*v, err = ParseSensitivity(string(b))
	return err
}

// ParseSensitivity is strict: the register's own word, or an error that lists them.
func ParseSensitivity(s string) (Sensitivity, error) {
	if s == "" {
		return 0, nil
	}
	v, err := parseEnum("sensitivity", sensitivityWords[:], s)
	return Sensitivity(v), err
}
