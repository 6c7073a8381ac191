package main

import "github.com/fivetran/go-fivetran"

func (s *suite) metadata() {
	seen, cursor := 0, ""
	for page := 0; page == 0 || cursor != ""; page++ {
		list := s.client.NewMetadataList().Limit(500)
		if cursor != "" {
			list = list.Cursor(cursor)
		}
		answer, err := list.Do(s.ctx)
		s.done("MetadataList", answer.Code, err)
		if err != nil {
			return
		}
		seen += len(answer.Data.Items)
		cursor = answer.Data.NextCursor
	}
	s.holds("MetadataList: all services", seen > 700)
	details, err := s.client.NewMetadataDetails().Service("google_ads").Do(s.ctx)
	s.done("MetadataDetails", details.Code, err)
	s.equal("MetadataDetails: id", details.Data.ID, "google_ads")
}

// limits expects the client to wait as long as it is told, and to go on.
func (s *suite) limits() {
	s.control("PUT", "/rate-limits", `{"limits": {"allCalls": {"perHour": 0}}}`)
	impatient := fivetran.New("none", "none")
	impatient.BaseURL(s.url + "/v1")
	unknown, err := impatient.NewGroupsList().Do(s.ctx)
	s.holds("GroupsList with a key that is none: "+unknown.Code, err != nil && err.Error() == "status code: 401; expected: 200")
	s.client.SetHandleRateLimits(false)
	limited, err := s.client.NewGroupsList().Do(s.ctx)
	s.refused("GroupsList beyond the rate limit", limited.Code, err, 429, 200, "TooManyRequests")
	s.client.SetHandleRateLimits(true)
	s.control("PUT", "/rate-limits", `{}`)
	// The next call is refused once, with a second to wait.
	s.control("POST", "/faults", `{"status": 429, "code": "TooManyRequests", "message": "m", "retryAfter": 1, "times": 1}`)
	waited, err := s.client.NewGroupsList().Do(s.ctx)
	s.done("GroupsList after a wait", waited.Code, err)
}
