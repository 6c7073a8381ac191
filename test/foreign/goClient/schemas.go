package main

import "github.com/fivetran/go-fivetran"

func (s *suite) schemas(connection string) {
	reloaded, err := s.client.NewConnectionSchemaReload().ConnectionID(connection).ExcludeMode("PRESERVE").Do(s.ctx)
	s.done("ConnectionSchemaReload", reloaded.Code, err)
	details, err := s.client.NewConnectionSchemaDetails().ConnectionID(connection).Do(s.ctx)
	s.done("ConnectionSchemaDetails", details.Code, err)
	schema := details.Data.Schemas["go_schema"]
	if schema == nil || schema.Tables["orders"] == nil {
		s.fail("ConnectionSchemaDetails: the source's table is not there: %v", details.Data.Schemas)
		return
	}
	s.holds("ConnectionSchemaDetails: a table can be patched", *schema.Tables["orders"].EnabledPatchSettings.Allowed)

	orders := fivetran.NewConnectionSchemaConfigTable().Enabled(true).
		Column("email", fivetran.NewConnectionSchemaConfigColumn().Hashed(true))
	updated, err := s.client.NewConnectionSchemaUpdateService().ConnectionID(connection).SchemaChangeHandling("BLOCK_ALL").
		Schema("go_schema", fivetran.NewConnectionSchemaConfigSchema().Enabled(true).Table("orders", orders)).Do(s.ctx)
	s.done("ConnectionSchemaUpdate", updated.Code, err)
	s.equal("ConnectionSchemaUpdate: policy", updated.Data.SchemaChangeHandling, "BLOCK_ALL")
	s.holds("ConnectionSchemaUpdate: hashed", *updated.Data.Schemas["go_schema"].Tables["orders"].Columns["email"].Hashed)
	s.partsOfSchemas(connection)
	s.precreated(connection)
}

func (s *suite) partsOfSchemas(connection string) {
	database, err := s.client.NewConnectionDatabaseSchemaConfigUpdateService().ConnectionId(connection).Schema("go_schema").Enabled(true).
		Tables("people", fivetran.NewConnectionSchemaConfigTable().Enabled(false)).Do(s.ctx)
	s.done("ConnectionDatabaseSchemaConfigUpdate", database.Code, err)
	table, err := s.client.NewConnectionTableConfigUpdateService().ConnectionId(connection).Schema("go_schema").Table("orders").
		Enabled(true).Columns("total", fivetran.NewConnectionSchemaConfigColumn().Enabled(false)).Do(s.ctx)
	s.done("ConnectionTableConfigUpdate", table.Code, err)
	column, err := s.client.NewConnectionColumnConfigUpdateService().ConnectionId(connection).Schema("go_schema").Table("orders").
		Column("total").Enabled(true).Hashed(false).Do(s.ctx)
	s.done("ConnectionColumnConfigUpdate", column.Code, err)
	columns, err := s.client.NewConnectionColumnConfigListService().ConnectionId(connection).Schema("go_schema").Table("orders").Do(s.ctx)
	s.done("ConnectionColumnConfigList", columns.Code, err)
	s.equal("ConnectionColumnConfigList: all of them", len(columns.Data.Columns), 3)
	resynced, err := s.client.NewConnectionReSyncTable().ConnectionID(connection).Schema("go_schema").Table("orders").Do(s.ctx)
	s.done("ConnectionReSyncTable", resynced.Code, err)
	missing, err := s.client.NewConnectionColumnConfigListService().ConnectionId(connection).Schema("go_schema").Table("Orders").Do(s.ctx)
	s.holds("ConnectionColumnConfigList of a name in another case: "+missing.Code, err != nil && err.Error() == "status code: 404; expected: 200")
}

// precreated makes choices before the source was read, in a connection that has no schema config yet.
func (s *suite) precreated(connection string) {
	base, err := s.client.NewConnectionDetails().ConnectionID(connection).DoCustom(s.ctx)
	s.done("ConnectionDetails", base.Code, err)
	created, err := s.client.NewConnectionCreate().Service("mysql").GroupID(base.Data.GroupID).Paused(true).RunSetupTests(false).
		ConfigCustom(&map[string]interface{}{"schema_prefix": "go_fresh"}).DoCustom(s.ctx)
	s.done("ConnectionCreate", created.Code, err)
	none, err := s.client.NewConnectionSchemaDetails().ConnectionID(created.Data.ID).Do(s.ctx)
	s.refused("ConnectionSchemaDetails before a reload", none.Code, err, 404, 200, "NotFound_SchemaConfig")
	s.equal("ConnectionSchemaDetails: message", none.Message, "Connection with id '"+created.Data.ID+"' doesn't have schema config")
	sent, err := s.client.NewConnectionSchemaCreateService().ConnectionID(created.Data.ID).SchemaChangeHandling("ALLOW_COLUMNS").
		Schema("go_schema", fivetran.NewConnectionSchemaConfigSchema().Enabled(true)).Do(s.ctx)
	s.done("ConnectionSchemaCreate", sent.Code, err)
}
