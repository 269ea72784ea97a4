// yardstick: what the original's unlock and save do with a vault, and no more, in Go with the library it used.
//
//	yardstick unlock VAULT FOLDER
//	yardstick save VAULT FOLDER
//
// The passphrase is the first line of standard input.
package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/pbkdf2"
)

const salt, nonce, rounds = 32, 12, 100_000

func main() {
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	must(err)
	passphrase := strings.TrimSuffix(line, "\n")
	if os.Args[1] == "unlock" {
		unlock(passphrase, os.Args[2], os.Args[3])
	} else {
		save(passphrase, os.Args[2], os.Args[3])
	}
}

func unlock(passphrase, vault, folder string) {
	sealed, err := os.ReadFile(vault)
	must(err)
	payload, err := seal(passphrase, sealed[:salt]).Open(nil, sealed[salt:salt+nonce], sealed[salt+nonce:], nil)
	must(err)
	unzipped, err := gzip.NewReader(bytes.NewReader(payload))
	must(err)
	for entries := tar.NewReader(unzipped); ; {
		entry, err := entries.Next()
		if err == io.EOF {
			return
		}
		must(err)
		name := filepath.Join(folder, entry.Name)
		switch entry.Typeflag {
		case tar.TypeDir:
			must(os.MkdirAll(name, 0o755))
		case tar.TypeReg:
			file, err := os.Create(name)
			must(err)
			_, err = io.Copy(file, entries)
			must(err)
			must(file.Close())
			must(os.Chmod(name, os.FileMode(entry.Mode)))
		}
	}
}

func save(passphrase, vault, folder string) {
	var payload bytes.Buffer
	zipped := gzip.NewWriter(&payload)
	entries := tar.NewWriter(zipped)
	must(filepath.Walk(folder, func(path string, info fs.FileInfo, err error) error {
		if err != nil || path == folder {
			return err
		}
		entry, err := tar.FileInfoHeader(info, "")
		must(err)
		entry.Name, err = filepath.Rel(folder, path)
		must(err)
		must(entries.WriteHeader(entry))
		if info.Mode().IsRegular() {
			file, err := os.Open(path)
			must(err)
			_, err = io.Copy(entries, file)
			must(err)
			must(file.Close())
		}
		return nil
	}))
	must(entries.Close())
	must(zipped.Close())
	head := make([]byte, salt+nonce)
	_, err := rand.Read(head)
	must(err)
	sealed := seal(passphrase, head[:salt]).Seal(head, head[salt:], payload.Bytes(), nil)
	must(os.WriteFile(vault, sealed, 0o644))
}

func seal(passphrase string, salt []byte) cipher.AEAD {
	block, err := aes.NewCipher(pbkdf2.Key([]byte(passphrase), salt, rounds, 32, sha256.New))
	must(err)
	sealing, err := cipher.NewGCM(block)
	must(err)
	return sealing
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
