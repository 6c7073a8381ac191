// Drives the published Go client, unmodified, over every area of a local server, and prints what the client did not accept.
//
// The server is named by FIVETRAN_URL (without /v1), FIVETRAN_APIKEY and FIVETRAN_APISECRET. Exits with 1 when something failed.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/fivetran/go-fivetran"
)

// suite counts the calls and keeps what was wrong with them.
type suite struct {
	client   *fivetran.Client
	ctx      context.Context
	url      string
	calls    int
	failures []string
}

// done expects a call to have succeeded: the client compares the status with the one it knows, and an answer has a code.
func (s *suite) done(call string, code string, err error) {
	s.calls++
	if err != nil {
		s.fail("%s: %v (%s)", call, err, code)
	} else if code != "Success" {
		s.fail("%s: code %q", call, code)
	}
}

// said is done, and the exact message, where the client's own end-to-end tests compare it.
func (s *suite) said(call string, code string, message string, err error, wanted string) {
	s.done(call, code, err)
	s.equal(call+": message", message, wanted)
}

// refused expects a call to have failed with a status, in the client's own error text, and with a code.
func (s *suite) refused(call string, code string, err error, status int, expected int, wanted string) {
	s.calls++
	text := fmt.Sprintf("status code: %d; expected: %d", status, expected)
	if err == nil || err.Error() != text {
		s.fail("%s: error %v, wanted %s", call, err, text)
	}
	s.equal(call+": code", code, wanted)
}

func (s *suite) equal(what string, got any, wanted any) {
	if fmt.Sprint(got) != fmt.Sprint(wanted) {
		s.fail("%s: got %v, wanted %v", what, got, wanted)
	}
}

func (s *suite) holds(what string, isTrue bool) {
	if !isTrue {
		s.fail("%s", what)
	}
}

func (s *suite) fail(format string, values ...any) {
	s.failures = append(s.failures, fmt.Sprintf(format, values...))
}

// control drives the server beside the API.
func (s *suite) control(method string, path string, body string) {
	request, err := http.NewRequest(method, s.url+"/_local"+path, bytes.NewBufferString(body))
	if err != nil {
		s.fail("control %s: %v", path, err)
		return
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.fail("control %s: %v", path, err)
		return
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		s.fail("control %s: status %d", path, response.StatusCode)
	}
}

// advance moves the server's clock by a day, so that what takes time is over.
func (s *suite) advance() {
	s.control("POST", "/clock", `{"advanceMs": 86400000}`)
}

func main() {
	url := os.Getenv("FIVETRAN_URL")
	client := fivetran.New(os.Getenv("FIVETRAN_APIKEY"), os.Getenv("FIVETRAN_APISECRET"))
	client.BaseURL(url + "/v1")
	s := &suite{client: client, ctx: context.Background(), url: url}

	group := s.groups()
	s.destinations(group)
	connection := s.connections(group)
	s.schemas(connection)
	s.trust(group, connection)
	s.users(group, connection)
	s.teams(group, connection)
	s.networks(group)
	s.webhooks(group)
	s.logs(group)
	s.transformations(group)
	s.packages(group)
	s.metadata()
	s.limits()
	s.cleanUp(group, connection)

	for _, failure := range s.failures {
		fmt.Println("FAILED", failure)
	}
	fmt.Printf("%d calls, %d failures\n", s.calls, len(s.failures))
	if len(s.failures) > 0 {
		os.Exit(1)
	}
}
