package main

import "github.com/fivetran/go-fivetran"

const nowhere = "https://127.0.0.1:9/hook"

func (s *suite) webhooks(group string) {
	account, err := s.client.NewWebhookAccountCreate().Url(nowhere).Secret("s3cret").Active(false).Events([]string{"sync_start", "sync_end"}).Do(s.ctx)
	s.done("WebhookAccountCreate", account.Code, err)
	s.equal("WebhookAccountCreate: masked", account.Data.Secret, "******")
	s.equal("WebhookAccountCreate: type", account.Data.Type, "account")
	ofGroup, err := s.client.NewWebhookGroupCreate().GroupId(group).Url(nowhere).Secret("s3cret").Active(false).Events([]string{"sync_start"}).Do(s.ctx)
	s.done("WebhookGroupCreate", ofGroup.Code, err)
	s.equal("WebhookGroupCreate: group", ofGroup.Data.GroupId, group)
	dead, err := s.client.NewWebhookAccountCreate().Url(nowhere).Secret("s3cret").Active(true).Events([]string{"sync_start"}).Do(s.ctx)
	s.refused("WebhookAccountCreate where nobody answers", dead.Code, err, 400, 200, "InvalidInput")
	id := account.Data.Id
	updated, err := s.client.NewWebhookUpdate().WebhookId(id).Url(nowhere + "/2").Active(false).Events([]string{"sync_end"}).Do(s.ctx)
	s.done("WebhookUpdate", updated.Code, err)
	s.equal("WebhookUpdate: url", updated.Data.Url, nowhere+"/2")
	details, err := s.client.NewWebhookDetails().WebhookId(id).Do(s.ctx)
	s.done("WebhookDetails", details.Code, err)
	s.equal("WebhookDetails: masked", details.Data.Secret, "******")
	test, err := s.client.NewWebhookTest().WebhookId(id).Event("sync_end").Do(s.ctx)
	s.done("WebhookTest", test.Code, err)
	s.holds("WebhookTest: not delivered", !test.Data.Succeed)
	list, err := s.client.NewWebhookList().Limit(10).Do(s.ctx)
	s.done("WebhookList", list.Code, err)
	for _, one := range []string{id, ofGroup.Data.Id} {
		deleted, err := s.client.NewWebhookDelete().WebhookId(one).Do(s.ctx)
		s.done("WebhookDelete", deleted.Code, err)
	}
	gone, err := s.client.NewWebhookDetails().WebhookId(id).Do(s.ctx)
	s.refused("WebhookDetails of none", gone.Code, err, 404, 200, "NotFound")
}

func (s *suite) logs(group string) {
	config := fivetran.NewExternalLoggingConfig().WorkspaceId("w").PrimaryKey("pr1mary")
	created, err := s.client.NewExternalLoggingCreate().GroupId(group).Service("azure_monitor_log").Enabled(true).Config(config).Do(s.ctx)
	s.done("ExternalLoggingCreate", created.Code, err)
	s.equal("ExternalLoggingCreate: id is the group's", created.Data.Id, group)
	s.equal("ExternalLoggingCreate: masked", created.Data.Config.PrimaryKey, "******")
	updated, err := s.client.NewExternalLoggingUpdate().ExternalLoggingId(group).Enabled(false).
		Config(fivetran.NewExternalLoggingConfig().WorkspaceId("other")).Do(s.ctx)
	s.done("ExternalLoggingUpdate", updated.Code, err)
	details, err := s.client.NewExternalLoggingDetails().ExternalLoggingId(group).Do(s.ctx)
	s.done("ExternalLoggingDetails", details.Code, err)
	s.equal("ExternalLoggingDetails: config", details.Data.Config.WorkspaceId, "other")
	tests, err := s.client.NewExternalLoggingSetupTests().ExternalLoggingId(group).Do(s.ctx)
	s.done("ExternalLoggingSetupTests", tests.Code, err)
	s.holds("ExternalLoggingSetupTests: some", len(tests.Data.SetupTests) > 0)
	list, err := s.client.NewExternalLoggingList().Limit(10).Do(s.ctx)
	s.done("ExternalLoggingList", list.Code, err)
	deleted, err := s.client.NewExternalLoggingDelete().ExternalLoggingId(group).Do(s.ctx)
	s.done("ExternalLoggingDelete", deleted.Code, err)
	gone, err := s.client.NewExternalLoggingDetails().ExternalLoggingId(group).DoCustom(s.ctx)
	s.refused("ExternalLoggingDetails of none", gone.Code, err, 404, 200, "NotFound_LogService")
}
