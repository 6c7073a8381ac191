package main

import (
	"github.com/fivetran/go-fivetran"
	"github.com/fivetran/go-fivetran/connections"
)

// connections leaves a connected database connection behind.
func (s *suite) connections(group string) string {
	five, threshold := 5, 0
	config := fivetran.NewConnectionConfig().SchemaPrefix("go_shop").Host("db.example.com").Port(5432).Database("shop").User("u").Password("p4ss")
	created, err := s.client.NewConnectionCreate().Service("postgres").GroupID(group).Paused(true).PauseAfterTrial(false).
		SyncFrequency(&five).RunSetupTests(true).TrustCertificates(true).TrustFingerprints(true).
		DataDelaySensitivity("NORMAL").DataDelayThreshold(&threshold).Config(config).Do(s.ctx)
	s.done("ConnectionCreate", created.Code, err)
	id := created.Data.ID
	s.equal("ConnectionCreate: schema", created.Data.Schema, "go_shop")
	s.equal("ConnectionCreate: setup_state", created.Data.Status.SetupState, "connected")
	s.equal("ConnectionCreate: sync_state", created.Data.Status.SyncState, "paused")
	s.equal("ConnectionCreate: schedule_type", created.Data.ScheduleType, "auto")
	s.equal("ConnectionCreate: masked", created.Data.Config.Password, "******")
	s.holds("ConnectionCreate: service_version", created.Data.ServiceVersion != nil)
	s.holds("ConnectionCreate: never succeeded", created.Data.SucceededAt.IsZero())
	s.refusedConnections(group)
	s.customConnection(group)
	s.updatedConnection(id)

	list, err := s.client.NewConnectionsList().GroupID(group).Schema("go_shop").Limit(10).Do(s.ctx)
	s.said("ConnectionsList", list.Code, list.Message, err, "Connections list retrieved successfully")
	s.equal("ConnectionsList: by its exact schema", len(list.Data.Items), 1)
	none, err := s.client.NewConnectionsList().GroupID(group).Schema("go_sho").Do(s.ctx)
	s.done("ConnectionsList", none.Code, err)
	s.equal("ConnectionsList: none of another schema", len(none.Data.Items), 0)
	s.connectCard(id)
	return id
}

func (s *suite) refusedConnections(group string) {
	create := func() *map[string]interface{} { return &map[string]interface{}{} }
	noSchema, err := s.client.NewConnectionCreate().Service("postgres").GroupID(group).ConfigCustom(create()).DoCustom(s.ctx)
	s.refused("ConnectionCreate without a name", noSchema.Code, err, 400, 201, "InvalidInput")
	s.equal("ConnectionCreate: message", noSchema.Message, "Field 'schema_prefix' is required")
	noGroup, err := s.client.NewConnectionCreate().Service("postgres").ConfigCustom(create()).DoCustom(s.ctx)
	s.refused("ConnectionCreate without a group", noGroup.Code, err, 400, 201, "InvalidInput")
	s.equal("ConnectionCreate: message", noGroup.Message, "Field 'group_id' is required")
	unknown, err := s.client.NewConnectionCreate().Service("no_such_service").GroupID(group).ConfigCustom(create()).DoCustom(s.ctx)
	s.refused("ConnectionCreate of an unknown service", unknown.Code, err, 400, 201, "InvalidInput")
	s.equal("ConnectionCreate: message", unknown.Message, "Unsupported service 'no_such_service'")
}

func (s *suite) customConnection(group string) {
	config := map[string]interface{}{"schema": "go_git", "sync_mode": "AllRepositories"}
	created, err := s.client.NewConnectionCreate().Service("github").GroupID(group).Paused(true).RunSetupTests(false).
		ConfigCustom(&config).AuthCustom(&map[string]interface{}{"client_access": map[string]interface{}{"client_id": "c"}}).DoCustom(s.ctx)
	s.done("ConnectionCreate", created.Code, err)
	s.equal("ConnectionCreate without tests: incomplete", created.Data.Status.SetupState, "incomplete")
	s.equal("ConnectionCreate: config", created.Data.Config["sync_mode"], "AllRepositories")
	merged, err := s.client.NewConnectionDetails().ConnectionID(created.Data.ID).DoCustomMerged(s.ctx)
	s.done("ConnectionDetails", merged.Code, err)
}

func (s *suite) updatedConnection(id string) {
	day := 1440
	updated, err := s.client.NewConnectionUpdate().ConnectionID(id).SyncFrequency(&day).DailySyncTime("03:00").Paused(false).
		RunSetupTests(false).Config(fivetran.NewConnectionConfig().Host("other.example.com")).Do(s.ctx)
	s.done("ConnectionUpdate", updated.Code, err)
	s.equal("ConnectionUpdate: daily_sync_time", updated.Data.DailySyncTime, "03:00")
	s.equal("ConnectionUpdate: merged", updated.Data.Config.Database, "shop")
	sixHours := 360
	hourly, err := s.client.NewConnectionUpdate().ConnectionID(id).SyncFrequency(&sixHours).RunSetupTests(false).Do(s.ctx)
	s.done("ConnectionUpdate", hourly.Code, err)
	s.equal("ConnectionUpdate: no daily_sync_time", hourly.Data.DailySyncTime, "")
	s.scheduledConnection(id)
	details, err := s.client.NewConnectionDetails().ConnectionID(id).Do(s.ctx)
	s.done("ConnectionDetails", details.Code, err)
	s.equal("ConnectionDetails: host", details.Data.Config.Host, "other.example.com")
	tests, err := s.client.NewConnectionSetupTests().ConnectionID(id).TrustCertificates(true).TrustFingerprints(true).Do(s.ctx)
	s.done("ConnectionSetupTests", tests.Code, err)
	s.holds("ConnectionSetupTests: some", len(tests.Data.SetupTests) > 0)
	sync, err := s.client.NewConnectionSync().ConnectionID(id).Do(s.ctx)
	s.said("ConnectionSync", sync.Code, sync.Message, err, "Sync has been successfully triggered for connection with id '"+id+"'")
}

// scheduledConnection says when to sync in the newer form, as the Terraform provider's schedule does.
func (s *suite) scheduledConnection(id string) {
	daily, at := "TIME_OF_DAY", "14:00"
	schedule := &connections.ConnectorSchedule{ScheduleType: &daily, TimeOfDay: &at, DaysOfWeek: []string{"MONDAY"}}
	updated, err := s.client.NewConnectionUpdate().ConnectionID(id).Schedule(schedule).RunSetupTests(false).DoCustom(s.ctx)
	s.done("ConnectionUpdate", updated.Code, err)
	s.holds("ConnectionUpdate: schedule", updated.Data.Schedule != nil && *updated.Data.Schedule.TimeOfDay == at)
	details, err := s.client.NewConnectionDetails().ConnectionID(id).DoCustom(s.ctx)
	s.done("ConnectionDetails", details.Code, err)
	s.holds("ConnectionDetails: schedule", details.Data.Schedule != nil && *details.Data.Schedule.ScheduleType == daily)
}

// connectCard is called under the older name of connections.
func (s *suite) connectCard(id string) {
	card, err := s.client.NewConnectCard().ConnectorId(id).
		Config(fivetran.NewConnectCardConfig().RedirectUri("https://example.com/back").HideSetupGuide(true)).Do(s.ctx)
	s.done("ConnectCard", card.Code, err)
	s.holds("ConnectCard: a token and its address", card.Data.ConnectCard.Token != "" && card.Data.ConnectCard.Uri != "")
	s.equal("ConnectCard: connector_id", card.Data.ConnectorId, id)
}
