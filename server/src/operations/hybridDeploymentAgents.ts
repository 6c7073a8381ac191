import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Account } from "../domain/account";
import { actorOf } from "../domain/accounts";
import { usersOf } from "../domain/infrastructure/networkUsers";
import { errors } from "../errors";
import { messages } from "../messages";
import type { HybridAgentRecord } from "../records/infrastructure";
import { groupOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";

const said = messages.hybridAgents;

/** Of the agent's software. No agent ever runs here. */
const VERSION = "1.0.0";

const authType = z.enum(["AUTO", "MANUAL"]).nullish();

const newAgent = z.looseObject({
  group_id: z.string().min(1),
  display_name: z.string().min(1),
  env_type: z.enum(["DOCKER", "PODMAN", "KUBERNETES", "SNOWPARK"]),
  accept_terms: z.boolean(),
  auth_type: authType,
});

const reauthentication = {
  path: "/v1/hybrid-deployment-agents/{agentId}/re-auth",
  body: z.looseObject({ auth_type: authType }),
  mayOmitBody: true,
  run: (account: Account, { params }: { readonly params: { readonly agentId: string } }) => {
    const agent = touch(account, agentOf(account, params.agentId));
    return { message: said.reauthenticated, data: { ...agentView(agent), ...newCredentials(agent) } };
  },
} as const;

export const hybridDeploymentAgents: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/hybrid-deployment-agents",
    run: (account, { query }) => {
      const groupId = query["groupId"];
      const found = [...account.state.all("hybridAgents")].filter(
        (agent) => groupId === undefined || agent.groupId === groupId,
      );
      return { message: said.listed, pages: pageSource(found, (agent) => agentWithUsage(account, agent)) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/hybrid-deployment-agents",
    status: 201,
    body: newAgent,
    run: (account, { body, caller }) => {
      const { id: groupId } = groupOf(account, body.group_id);
      if (!body.accept_terms) throw errors.invalidInput(said.termsNotAccepted);
      const now = account.clock.timestamp();
      const agent: HybridAgentRecord = {
        id: account.newId(),
        displayName: body.display_name,
        groupId,
        deploymentType: body.env_type,
        registeredAt: now,
        updatedAt: now,
        lastUsedAt: null,
        createdBy: actorOf(caller, account),
      };
      account.state.put("hybridAgents", agent.id, agent);
      return { message: said.created, data: { ...agentView(agent), ...newCredentials(agent) } };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/hybrid-deployment-agents/{agentId}",
    run: (account, { params }) => ({
      message: said.details,
      data: agentWithUsage(account, agentOf(account, params.agentId)),
    }),
  }),
  operation({
    method: "DELETE",
    path: "/v1/hybrid-deployment-agents/{agentId}",
    run: (account, { params }) => {
      const { id } = agentOf(account, params.agentId);
      // Chosen, UNPROVEN: the document names no refusal.
      const { connections, destinations } = usersOf(account, "hybridDeploymentAgentId", id);
      if (connections.length + destinations.length > 0) throw errors.conflict(said.inUse(id));
      account.state.remove("hybridAgents", id);
      return { message: said.deleted(id) };
    },
  }),
  operation({ method: "PATCH", ...reauthentication }),
  // As go-fivetran and the Terraform provider send it.
  operation({ method: "POST", ...reauthentication }),
  operation({
    method: "POST",
    path: "/v1/hybrid-deployment-agents/{agentId}/reset-credentials",
    run: (account, { params }) => {
      const { id } = touch(account, agentOf(account, params.agentId));
      return { message: said.reset(id) };
    },
  }),
];

/** Deletes the agents of a group that is deleted. */
export function removeHybridAgentsOf(account: Account, groupId: string): void {
  for (const agent of [...account.state.all("hybridAgents")]) {
    if (agent.groupId === groupId) account.state.remove("hybridAgents", agent.id);
  }
}

function agentOf(account: Account, id: string): HybridAgentRecord {
  const agent = account.state.get("hybridAgents", id);
  if (agent === undefined) throw errors.noHybridAgent(id);
  return agent;
}

function touch(account: Account, agent: HybridAgentRecord): HybridAgentRecord {
  const updated = { ...agent, updatedAt: account.clock.timestamp() };
  account.state.put("hybridAgents", agent.id, updated);
  return updated;
}

/** What the agent is started with. Kept nowhere: nothing here would ever ask for it. */
function newCredentials(agent: HybridAgentRecord): Record<string, unknown> {
  const token = randomBytes(32).toString("base64");
  const auth = {
    client_cert: randomBytes(96).toString("base64"),
    client_private_key: randomBytes(96).toString("base64"),
  };
  const config = { agent_id: agent.id, deployment_type: agent.deploymentType };
  const compose = `services:\n  agent:\n    image: fivetran-local/hybrid-deployment-agent:${VERSION}\n`;
  return {
    token,
    files: {
      config_json: base64(JSON.stringify(config)),
      auth_json: base64(JSON.stringify(auth)),
      docker_compose_yaml: base64(compose),
    },
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function agentWithUsage(account: Account, agent: HybridAgentRecord): Record<string, unknown> {
  const { connections } = usersOf(account, "hybridDeploymentAgentId", agent.id);
  const usage = connections.map(({ id, schema, service }) => ({ connection_id: id, schema, service }));
  return { ...agentView(agent), usage };
}

function agentView(agent: HybridAgentRecord): Record<string, unknown> {
  return {
    id: agent.id,
    display_name: agent.displayName,
    group_id: agent.groupId,
    deployment_type: agent.deploymentType,
    version: VERSION,
    enabled: true,
    // No agent ever calls in here.
    online: false,
    registered_at: agent.registeredAt,
    updated_at: agent.updatedAt,
    last_used_at: agent.lastUsedAt,
    created_by: agent.createdBy,
  };
}
