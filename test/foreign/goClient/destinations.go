package main

import "github.com/fivetran/go-fivetran"

func (s *suite) destinations(group string) {
	config := fivetran.NewDestinationConfig().Host("snowflake.example.com").Port(443).Database("db").Auth("PASSWORD").User("u").Password("p4ss")
	created, err := s.client.NewDestinationCreate().GroupID(group).Service("snowflake").Region("GCP_US_EAST4").
		TimeZoneOffset("-5").Config(config).RunSetupTests(true).TrustCertificates(true).TrustFingerprints(true).Do(s.ctx)
	s.done("DestinationCreate", created.Code, err)
	s.equal("DestinationCreate: id is the group's", created.Data.ID, group)
	s.equal("DestinationCreate: setup_status", created.Data.SetupStatus, "connected")
	s.equal("DestinationCreate: a port is text", created.Data.Config.Port, "443")
	s.equal("DestinationCreate: a secret is masked", created.Data.Config.Password, "******")
	s.equal("DestinationCreate: networking_method", created.Data.NetworkingMethod, "Directly")
	s.holds("DestinationCreate: setup tests", len(created.Data.SetupTests) > 0)

	again, err := s.client.NewDestinationCreate().GroupID(group).Service("snowflake").TimeZoneOffset("0").Config(config).Do(s.ctx)
	s.refused("DestinationCreate a second time", again.Code, err, 409, 201, "Conflict")
	unknown, err := s.client.NewDestinationCreate().GroupID(group).Service("no_such_service").TimeZoneOffset("0").
		ConfigCustom(&map[string]interface{}{}).DoCustom(s.ctx)
	s.refused("DestinationCreate of an unknown service", unknown.Code, err, 400, 201, "InvalidInput")
	s.equal("DestinationCreate: message", unknown.Message, "Unsupported service 'no_such_service'")

	updated, err := s.client.NewDestinationUpdate().DestinationID(group).Region("AWS_US_EAST_1").TimeZoneOffset("+3").
		DaylightSavingTimeEnabled(true).Config(fivetran.NewDestinationConfig().Host("other.example.com").Password("n3w")).RunSetupTests(false).Do(s.ctx)
	s.done("DestinationUpdate", updated.Code, err)
	s.equal("DestinationUpdate: merged", updated.Data.Config.Database, "db")
	s.equal("DestinationUpdate: masked", updated.Data.Config.Password, "******")
	s.equal("DestinationUpdate: region", updated.Data.Region, "AWS_US_EAST_1")

	details, err := s.client.NewDestinationDetails().DestinationID(group).Do(s.ctx)
	s.done("DestinationDetails", details.Code, err)
	s.equal("DestinationDetails: host", details.Data.Config.Host, "other.example.com")
	s.equal("DestinationDetails: time zone", details.Data.TimeZoneOffset, "+3")
	s.holds("DestinationDetails: daylight saving", details.Data.DaylightSavingTimeEnabled)
	custom, err := s.client.NewDestinationDetails().DestinationID(group).DoCustom(s.ctx)
	s.done("DestinationDetails", custom.Code, err)
	s.equal("DestinationDetails: config as it is", custom.Data.Config["password"], "******")

	tests, err := s.client.NewDestinationSetupTests().DestinationID(group).TrustCertificates(true).TrustFingerprints(true).Do(s.ctx)
	s.done("DestinationSetupTests", tests.Code, err)
	s.holds("DestinationSetupTests: some", len(tests.Data.SetupTests) > 0)
	list, err := s.client.NewDestinationsList().Limit(1000).Do(s.ctx)
	s.done("DestinationsList", list.Code, err)
	s.equal("DestinationsList: it", list.Data.Items[len(list.Data.Items)-1].ID, group)
}
