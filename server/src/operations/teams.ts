import { z } from "zod";
import { removeMembershipsWith } from "../domain/people/memberships";
import { checkRole } from "../domain/people/roles";
import { messages } from "../messages";
import type { TeamRecord } from "../records/people";
import { teamOf } from "./find";
import { membershipOperations } from "./memberships";
import { type Operation, operation, pageSource } from "./operation";

const said = messages.teams;

const settings = { description: z.string().nullish(), role: z.string().nullish() };

export const teams: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/teams",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("teams")], teamView),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/teams",
    status: 201,
    body: z.looseObject({ name: z.string().min(1), ...settings }),
    run: (account, { body }) => {
      if (body.role) checkRole(account, body.role);
      const team: TeamRecord = {
        id: account.newId(),
        name: body.name,
        description: body.description ?? "",
        role: body.role ?? "",
      };
      account.state.put("teams", team.id, team);
      return { message: said.created, data: teamView(team) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/teams/{teamId}",
    run: (account, { params }) => ({ message: said.details, data: teamView(teamOf(account, params.teamId)) }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/teams/{teamId}",
    body: z.looseObject({ name: z.string().min(1).nullish(), ...settings }),
    run: (account, { params, body }) => {
      const team = teamOf(account, params.teamId);
      if (body.role) checkRole(account, body.role);
      const updated: TeamRecord = {
        id: team.id,
        name: body.name ?? team.name,
        description: body.description === undefined ? team.description : (body.description ?? ""),
        role: body.role ?? team.role,
      };
      account.state.put("teams", team.id, updated);
      return { message: said.updated, data: teamView(updated) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/teams/{teamId}",
    run: (account, { params }) => {
      const { id } = teamOf(account, params.teamId);
      removeMembershipsWith(account, { member: "team", memberId: id });
      removeMembershipsWith(account, { place: "team", placeId: id });
      account.state.remove("teams", id);
      return { message: said.deleted };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/teams/{teamId}/role",
    run: (account, { params }) => {
      const team = teamOf(account, params.teamId);
      account.state.put("teams", team.id, { ...team, role: "" });
      return { message: said.roleRemoved };
    },
  }),
  ...membershipOperations("team", "group"),
  ...membershipOperations("team", "connection"),
];

/** The role of a team without one in the account is empty; that it is not null is UNPROVEN. */
function teamView({ id, name, description, role }: TeamRecord): unknown {
  return { id, name, description, role };
}
