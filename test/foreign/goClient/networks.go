package main

import "github.com/fivetran/go-fivetran"

func (s *suite) networks(group string) {
	s.privateLinks()
	s.proxies(group)
	s.hybridAgents(group)
}

func (s *suite) privateLinks() {
	config := map[string]interface{}{"connection_service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-1"}
	created, err := s.client.NewPrivateLinkCreate().Name("go_link").Region("AWS_US_EAST_1").Service("SOURCE_AWS").ConfigCustom(&config).DoCustom(s.ctx)
	s.done("PrivateLinkCreate", created.Code, err)
	id := created.Data.Id
	s.equal("PrivateLinkCreate: state", created.Data.State, "CREATING")
	busy, err := s.client.NewPrivateLinkUpdate().PrivateLinkId(id).ConfigCustom(&config).DoCustom(s.ctx)
	s.equal("PrivateLinkUpdate while it is created: code", busy.Code, "IllegalState")
	s.holds("PrivateLinkUpdate while it is created: refused", err != nil)
	s.advance()
	details, err := s.client.NewPrivateLinkDetails().PrivateLinkId(id).Do(s.ctx)
	s.done("PrivateLinkDetails", details.Code, err)
	s.equal("PrivateLinkDetails: state", details.Data.State, "OK")
	updated, err := s.client.NewPrivateLinkUpdate().PrivateLinkId(id).
		Config(fivetran.NewPrivateLinkConfig().ConnectionServiceName("com.amazonaws.vpce.us-east-1.vpce-svc-2")).Do(s.ctx)
	s.done("PrivateLinkUpdate", updated.Code, err)
	list, err := s.client.NewPrivateLinkList().Limit(10).Do(s.ctx)
	s.done("PrivateLinkList", list.Code, err)
	s.advance()
	deleted, err := s.client.NewPrivateLinkDelete().PrivateLinkId(id).Do(s.ctx)
	s.done("PrivateLinkDelete", deleted.Code, err)
}

func (s *suite) proxies(group string) {
	created, err := s.client.NewProxyCreate().DisplayName("go_proxy").GroupRegion("GCP_US_EAST4").Do(s.ctx)
	s.done("ProxyCreate", created.Code, err)
	id := created.Data.AgentId
	s.holds("ProxyCreate: its secrets", created.Data.AuthToken != "" && created.Data.ClientCert != "" && created.Data.ClientPrivateKey != "")
	taken, err := s.client.NewProxyCreate().DisplayName("go_proxy").Do(s.ctx)
	s.refused("ProxyCreate with a name that is taken", taken.Code, err, 409, 201, "Conflict")
	details, err := s.client.NewProxyDetails().ProxyId(id).Do(s.ctx)
	s.done("ProxyDetails", details.Code, err)
	s.equal("ProxyDetails: name", details.Data.DisplayName, "go_proxy")
	list, err := s.client.NewProxyList().Limit(10).Do(s.ctx)
	s.done("ProxyList", list.Code, err)
	renewed, err := s.client.NewProxyRegenerateSecrets().ProxyId(id).Do(s.ctx)
	s.done("ProxyRegenerateSecrets", renewed.Code, err)
	s.holds("ProxyRegenerateSecrets: another token", renewed.Data.AuthToken != created.Data.AuthToken)
	s.usedProxy(group, id)
	deleted, err := s.client.NewProxyDelete().ProxyId(id).Do(s.ctx)
	s.done("ProxyDelete", deleted.Code, err)
}

// usedProxy gives the proxy a connection, which must let go of it before it can be deleted.
func (s *suite) usedProxy(group string, id string) {
	user, err := s.client.NewConnectionCreate().Service("postgres").GroupID(group).Paused(true).RunSetupTests(false).
		NetworkingMethod("ProxyAgent").ProxyAgentId(id).ConfigCustom(&map[string]interface{}{"schema_prefix": "go_proxied"}).DoCustom(s.ctx)
	s.done("ConnectionCreate through a proxy", user.Code, err)
	s.equal("ConnectionCreate: proxy_agent_id", user.Data.ProxyAgentId, id)
	users, err := s.client.NewProxyConnectionMembershipsList().ProxyId(id).Do(s.ctx)
	s.done("ProxyConnectionMembershipsList", users.Code, err)
	s.equal("ProxyConnectionMembershipsList: it", len(users.Data.Items), 1)
	busy, err := s.client.NewProxyDelete().ProxyId(id).Do(s.ctx)
	s.refused("ProxyDelete while it is used", busy.Code, err, 409, 200, "Conflict")
	left, err := s.client.NewConnectionUpdate().ConnectionID(user.Data.ID).NetworkingMethod("Directly").RunSetupTests(false).DoCustom(s.ctx)
	s.done("ConnectionUpdate", left.Code, err)
	s.equal("ConnectionUpdate: the proxy is let go", left.Data.ProxyAgentId, "")
}

func (s *suite) hybridAgents(group string) {
	created, err := s.client.NewHybridDeploymentAgentCreate().GroupId(group).DisplayName("go_agent").EnvType("DOCKER").
		AuthType("AUTO").AcceptTerms(true).Do(s.ctx)
	s.done("HybridDeploymentAgentCreate", created.Code, err)
	id := created.Data.Id
	s.holds("HybridDeploymentAgentCreate: a token", created.Data.Token != "")
	details, err := s.client.NewHybridDeploymentAgentDetails().AgentId(id).Do(s.ctx)
	s.done("HybridDeploymentAgentDetails", details.Code, err)
	s.equal("HybridDeploymentAgentDetails: name", details.Data.DisplayName, "go_agent")
	list, err := s.client.NewHybridDeploymentAgentList().Limit(10).Do(s.ctx)
	s.done("HybridDeploymentAgentList", list.Code, err)
	again, err := s.client.NewHybridDeploymentAgentReAuth().AgentId(id).AuthType("MANUAL").Do(s.ctx)
	s.done("HybridDeploymentAgentReAuth", again.Code, err)
	reset, err := s.client.NewHybridDeploymentAgentResetCredentials().AgentId(id).Do(s.ctx)
	s.done("HybridDeploymentAgentResetCredentials", reset.Code, err)
	deleted, err := s.client.NewHybridDeploymentAgentDelete().AgentId(id).Do(s.ctx)
	s.done("HybridDeploymentAgentDelete", deleted.Code, err)
	gone, err := s.client.NewHybridDeploymentAgentDetails().AgentId(id).Do(s.ctx)
	s.refused("HybridDeploymentAgentDetails of none", gone.Code, err, 404, 200, "NotFound_RemoteExecutionAgent")
}
