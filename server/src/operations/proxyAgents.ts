import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Account } from "../domain/account";
import { actorOf } from "../domain/accounts";
import { type NetworkUsers, usersOf } from "../domain/infrastructure/networkUsers";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ProxyAgentRecord } from "../records/infrastructure";
import { type Operation, type OperationRequest, operation, pageSource } from "./operation";

const said = messages.proxyAgents;

/** Of the agent's software. No agent ever connects here. */
const VERSION = "1.0.0";
/** That of a destination. UNPROVEN. */
const DEFAULT_REGION = "GCP_US_EAST4";

/** go-fivetran sends a PATCH, to one path or the other, depending on its version. */
const REGENERATIONS = [
  { method: "POST", path: "/v1/proxy/{agentId}/regenerate-secrets" },
  { method: "PATCH", path: "/v1/proxy/{agentId}/regenerate-secrets" },
  { method: "PATCH", path: "/v1/proxy/{agentId}" },
] as const;

export const proxyAgents: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/proxy",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("proxyAgents")], (agent) => agentSummary(account, agent)),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/proxy",
    status: 201,
    body: z.looseObject({ display_name: z.string().min(1), group_region: z.string().nullish() }),
    errorForField: (field) =>
      field === "group_region" ? errors.invalidInput(said.regionUnsupported) : undefined,
    run: (account, { body, caller }) => {
      const isTaken = [...account.state.all("proxyAgents")].some(
        ({ displayName }) => displayName === body.display_name,
      );
      if (isTaken) throw errors.conflict(said.nameTaken);
      const agent: ProxyAgentRecord = {
        id: account.newId(),
        displayName: body.display_name,
        region: body.group_region ?? DEFAULT_REGION,
        registeredAt: account.clock.timestamp(),
        createdBy: actorOf(caller, account),
      };
      account.state.put("proxyAgents", agent.id, agent);
      return { message: said.created, data: newSecrets(agent) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/proxy/{agentId}",
    run: (account, { params }) => {
      const agent = agentOf(account, params.agentId);
      return {
        message: said.details,
        data: { ...agentView(account, agent), usage: usageView(usersOf(account, "proxyAgentId", agent.id)) },
      };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/proxy/{agentId}",
    run: (account, { params }) => {
      const { id } = agentOf(account, params.agentId);
      const { connections, destinations } = usersOf(account, "proxyAgentId", id);
      if (connections.length + destinations.length > 0) throw errors.conflict(said.inUse);
      account.state.remove("proxyAgents", id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/proxy/{agentId}/connections",
    run: (account, { params }) => {
      const { id } = agentOf(account, params.agentId);
      const { connections } = usersOf(account, "proxyAgentId", id);
      return {
        message: said.connections,
        pages: pageSource(connections, (connection) => ({ connection_id: connection.id })),
      };
    },
  }),
  ...REGENERATIONS.map(({ method, path }) => operation({ method, path, run: regenerate })),
];

function regenerate(
  account: Account,
  { params }: OperationRequest<"/v1/proxy/{agentId}", undefined>,
): { message: string; data: unknown } {
  return { message: said.regenerated, data: newSecrets(agentOf(account, params.agentId)) };
}

function agentOf(account: Account, id: string): ProxyAgentRecord {
  const agent = account.state.get("proxyAgents", id);
  if (agent === undefined) throw errors.notFound(said.missing);
  return agent;
}

/** Kept nowhere: nothing here would ever ask for them. */
function newSecrets(agent: ProxyAgentRecord): unknown {
  return {
    agent_id: agent.id,
    auth_token: randomBytes(32).toString("base64url"),
    client_cert: pem("CERTIFICATE"),
    client_private_key: pem("PRIVATE KEY"),
    // Nobody is there.
    orchestrator_host: "orchestrator.fivetran-local.test",
    orchestrator_port: 443,
  };
}

/** Looks like one, and opens nothing. */
function pem(kind: string): string {
  return `-----BEGIN ${kind}-----\n${randomBytes(48).toString("base64")}\n-----END ${kind}-----\n`;
}

function agentView(account: Account, agent: ProxyAgentRecord): Record<string, unknown> {
  return {
    id: agent.id,
    account_id: account.id,
    display_name: agent.displayName,
    region: agent.region,
    registered_at: agent.registeredAt,
    created_by: agent.createdBy,
    version: VERSION,
    status: "NOT_CONNECTED",
  };
}

function agentSummary(account: Account, agent: ProxyAgentRecord): unknown {
  const { connections, destinations } = usersOf(account, "proxyAgentId", agent.id);
  return {
    ...agentView(account, agent),
    connector_count: connections.length,
    destination_count: destinations.length,
  };
}

function usageView({ connections, destinations }: NetworkUsers): unknown {
  return [
    ...connections.map(({ id, schema, service }) => ({ id, schema, service })),
    ...destinations.map(({ id, service }) => ({ id, schema: null, service })),
  ];
}
