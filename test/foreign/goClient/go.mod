// The published Go client of Fivetran's API, which this program drives against a local server. test/foreign/goClient.test.ts builds and
// runs it where Go is present.
module fivetran-local/goclient

go 1.21

require github.com/fivetran/go-fivetran v1.3.5
