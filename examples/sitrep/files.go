package main

import (
	"os"
	"path/filepath"
)

type file struct {
	name string
	data []byte
}

// writeWhole writes files into dir so that each appears whole or not at all,
// and none appears if one cannot be written.
func writeWhole(dir string, files []file) (err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return about(dir, "unwritable", err)
	}
	var temps []string
	defer func() {
		for _, t := range temps {
			os.Remove(t)
		}
	}()
	for _, f := range files {
		t, err := writeTemp(dir, f)
		if t != "" {
			temps = append(temps, t)
		}
		if err != nil {
			return about(filepath.Join(dir, f.name), "unwritable", err)
		}
	}
	for i, f := range files {
		if err := os.Rename(temps[i], filepath.Join(dir, f.name)); err != nil {
			return about(filepath.Join(dir, f.name), "unwritable", err)
		}
	}
	return nil
}

func writeTemp(dir string, f file) (string, error) {
	t, err := os.CreateTemp(dir, "."+f.name+".*")
	if err != nil {
		return "", err
	}
	_, err = t.Write(f.data)
	if err == nil {
		err = t.Chmod(0o644)
	}
	if err == nil {
		err = t.Sync()
	}
	if e := t.Close(); err == nil {
		err = e
	}
	return t.Name(), err
}
