package document

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
)

// Schema returns the JSON Schema (2020-12) of a document, made from the types
// themselves.
func Schema() []byte {
	s := schemaOf(reflect.TypeFor[Document]())
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "Humanitarian brief, version " + SchemaVersion
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("document.Schema: " + err.Error())
	}
	return append(out, '\n')
}

// schemaOf describes t as encoding/json writes it.
func schemaOf(t reflect.Type) map[string]any {
	switch {
	case t == reflect.TypeFor[Block]():
		return blockSchema()
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return map[string]any{"type": "string"}
	case t.Implements(reflect.TypeFor[json.Marshaler]()) && t.Kind() == reflect.Struct:
		return map[string]any{"type": "object"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": []string{"array", "null"}, "items": schemaOf(t.Elem())}
	case reflect.Struct:
		return structSchema(t)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	}
	return map[string]any{"type": "string"}
}

func structSchema(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		properties[name] = schemaOf(f.Type)
		if !strings.Contains(rest, "omit") {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func blockSchema() map[string]any {
	var kinds []any
	for _, b := range everyKind() {
		kinds = append(kinds, map[string]any{"type": "object", "required": []string{"kind", "block"}, "additionalProperties": false,
			"properties": map[string]any{"kind": map[string]any{"const": kindOf(b)}, "block": schemaOf(reflect.TypeOf(b).Elem())}})
	}
	return map[string]any{"oneOf": kinds}
}
