// Verifies what stands on standard input, a message a line, and says of each "taken" or why not.
// `v1` by the official library, `v1a` by Go's own crypto.
package main

import (
	"bufio"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

type message struct {
	Secret  string            `json:"secret"`
	Headers map[string]string `json:"headers"`
	Body    []byte            `json:"body"` // base64, as Go has bytes in JSON
}

func verify(m message) error {
	if strings.HasPrefix(m.Secret, "whpk_") {
		return verifyWithKey(m)
	}
	wh, err := standardwebhooks.NewWebhook(m.Secret)
	if err != nil {
		return err
	}
	headers := http.Header{}
	for name, value := range m.Headers {
		headers.Set(name, value)
	}
	return wh.Verify(m.Body, headers)
}

func verifyWithKey(m message) error {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.Secret, "whpk_"))
	if err != nil {
		return err
	}
	signed := m.Headers["webhook-id"] + "." + m.Headers["webhook-timestamp"] + "." + string(m.Body)
	for _, one := range strings.Split(m.Headers["webhook-signature"], " ") {
		if text, found := strings.CutPrefix(one, "v1a,"); found {
			signature, err := base64.StdEncoding.DecodeString(text)
			if err == nil && ed25519.Verify(key, []byte(signed), signature) {
				return nil
			}
		}
	}
	return errors.New("no matching signature")
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var m message
		said := "taken"
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			said = err.Error()
		} else if err := verify(m); err != nil {
			said = err.Error()
		}
		text, _ := json.Marshal(said)
		fmt.Println(string(text))
	}
}
