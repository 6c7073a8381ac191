import { z } from "zod";
import { publicKeyOf } from "../domain/infrastructure/publicKey";
import { addGroup } from "../domain/people/groups";
import { removeMembershipsWith } from "../domain/people/memberships";
import { errors } from "../errors";
import { messages } from "../messages";
import type { GroupRecord } from "../records/account";
import { connectionSummary } from "./connectionView";
import { groupOf } from "./find";
import { removeHybridAgentsOf } from "./hybridDeploymentAgents";
import { type Operation, operation, pageSource } from "./operation";
import { removeTransformationsOf } from "./transformationProjects";
import { removeWebhooksOf } from "./webhooks";

const said = messages.groups;

const name = z.string().min(1);

export const groups: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/groups",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("groups")], groupView),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/groups",
    status: 201,
    // The service may refuse a second group of a name, or some characters in it; no source says so: both are taken.
    body: z.looseObject({ name }),
    run: (account, { body }) => ({
      message: said.created,
      data: groupView(addGroup(account, { name: body.name })),
    }),
  }),
  operation({
    method: "GET",
    path: "/v1/groups/{groupId}",
    run: (account, { params }) => ({
      message: said.details,
      data: groupView(groupOf(account, params.groupId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/groups/{groupId}",
    body: z.looseObject({ name: name.optional() }),
    run: (account, { params, body }) => {
      const group = groupOf(account, params.groupId);
      const updated = { ...group, name: body.name ?? group.name };
      account.state.put("groups", group.id, updated);
      return { message: said.updated, data: groupView(updated) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/groups/{groupId}",
    run: (account, { params }) => {
      const { id } = groupOf(account, params.groupId);
      // Status and code are chosen, UNPROVEN; that a group with connections stays is not.
      if (account.connectionsOf(id).length > 0) throw errors.conflict(said.notEmpty(id));
      account.state.remove("destinations", id);
      account.state.remove("logServices", id);
      removeHybridAgentsOf(account, id);
      removeMembershipsWith(account, { place: "group", placeId: id });
      removeTransformationsOf(account, id);
      removeWebhooksOf(account, id);
      account.state.remove("groups", id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/groups/{groupId}/connections",
    run: (account, { params, query }) => {
      const { id } = groupOf(account, params.groupId);
      const schema = query["schema"];
      const found = account
        .connectionsOf(id)
        .filter((connection) => schema === undefined || connection.schema === schema);
      return {
        message: said.connections,
        pages: pageSource(found, (connection) => connectionSummary(connection)),
      };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/groups/{groupId}/public-key",
    run: (account, { params }) => {
      const { id } = groupOf(account, params.groupId);
      return { message: said.publicKey, data: { public_key: publicKeyOf(id) } };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/groups/{groupId}/service-account",
    run: (account, { params }) => {
      const { id } = groupOf(account, params.groupId);
      const name = `g-${id.replaceAll("_", "-")}`;
      const project = account.settings.serviceAccountProject ?? "fivetran-local";
      return {
        message: said.serviceAccount,
        data: { service_account: `${name}@${project}.iam.gserviceaccount.com` },
      };
    },
  }),
];

function groupView(group: GroupRecord): unknown {
  return { id: group.id, name: group.name, created_at: group.createdAt };
}
