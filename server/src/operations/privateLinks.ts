import { z } from "zod";
import type { Account } from "../domain/account";
import { actorOf } from "../domain/accounts";
import { usersOf } from "../domain/infrastructure/networkUsers";
import { beginPrivateLinkChange } from "../domain/infrastructure/privateLinks";
import { errors } from "../errors";
import { isKnownService } from "../facts/services";
import { messages } from "../messages";
import type { PrivateLinkRecord } from "../records/infrastructure";
import { serviceConfig } from "./destinationModel";
import { type Operation, operation, pageSource } from "./operation";
import { mergeConfig } from "./serviceSettings";

const said = messages.privateLinks;

export const privateLinks: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/private-links",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("privateLinks")], (link) => linkView(account, link)),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/private-links",
    status: 201,
    body: z.looseObject({
      name: z.string().min(1),
      region: z.string().min(1),
      service: z.string().min(1),
      config: serviceConfig.nullish(),
    }),
    run: (account, { body, caller }) => {
      if (!isKnownService("privateLink", body.service)) {
        throw errors.invalidInput(messages.unsupportedService(body.service));
      }
      const link: PrivateLinkRecord = {
        id: account.newId(),
        name: body.name,
        region: body.region,
        service: body.service,
        state: "CREATING",
        config: mergeConfig({}, body.config),
        createdAt: account.clock.timestamp(),
        createdBy: actorOf(caller, account),
      };
      return {
        message: said.created,
        data: linkView(account, beginPrivateLinkChange(account, link, "CREATING")),
      };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/private-links/{privateLinkId}",
    run: (account, { params }) => ({
      message: said.details,
      data: linkView(account, linkOf(account, params.privateLinkId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/private-links/{privateLinkId}",
    body: z.looseObject({ config: serviceConfig.nullish() }),
    serviceOf: (account, params) => account.state.get("privateLinks", params.privateLinkId)?.service,
    run: (account, { params, body }) => {
      const link = linkOf(account, params.privateLinkId);
      if (link.state !== "OK" && link.state !== "FAIL") throw errors.illegalState(said.busy(link.state));
      const changed = { ...link, config: mergeConfig(link.config, body.config) };
      return {
        message: said.updated,
        data: linkView(account, beginPrivateLinkChange(account, changed, "UPDATING")),
      };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/private-links/{privateLinkId}",
    run: (account, { params }) => {
      const link = linkOf(account, params.privateLinkId);
      const { connections, destinations } = usersOf(account, "privateLinkId", link.id);
      // Chosen, UNPROVEN: the document names no refusal.
      if (connections.length + destinations.length > 0) throw errors.conflict(said.inUse(link.id));
      if (link.state !== "DESTROYING") beginPrivateLinkChange(account, link, "DESTROYING");
      return { message: said.deleted(link.id) };
    },
  }),
];

function linkOf(account: Account, id: string): PrivateLinkRecord {
  const link = account.state.get("privateLinks", id);
  if (link === undefined) throw errors.notFound(messages.notFound("Private link", id));
  return link;
}

function linkView(account: Account, link: PrivateLinkRecord): unknown {
  const name = link.id.replaceAll("_", "-");
  return {
    id: link.id,
    name: link.name,
    region: link.region,
    service: link.service,
    account_id: account.id,
    // The last word of a service: SOURCE_GCP.
    cloud_provider: link.service.split("_").at(-1),
    state: link.state,
    // The words of the service are UNPROVEN here.
    state_summary: SUMMARIES[link.state],
    // There is something to connect to once the link stands. The name leads nowhere.
    host: link.state === "OK" || link.state === "UPDATING" ? `${name}.privatelink.test` : undefined,
    created_at: link.createdAt,
    created_by: link.createdBy,
    config: link.config,
  };
}

const SUMMARIES: Readonly<Record<PrivateLinkRecord["state"], string>> = {
  CREATING: "The private link is being created",
  UPDATING: "The private link is being updated",
  DESTROYING: "The private link is being deleted",
  OK: "The private link is ready",
  FAIL: "The private link does not work",
};
