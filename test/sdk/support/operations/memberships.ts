import type { OperationCase } from "../operations.ts";

const DATA = { id: "p", role: "Reader", created_at: "2026-01-02T03:04:05.678901Z" };
const RESULT = { id: "p", role: "Reader", createdAt: "2026-01-02T03:04:05.678901Z" };

/** What the document shows for one holder's memberships in one kind of place. */
interface MembershipCase {
  readonly holder: "team" | "user";
  readonly place: "group" | "connection";

  /** Whether PATCH answers a message alone. */
  readonly updateAnswersNothing?: boolean;

  /** Whether DELETE answers what it deleted. */
  readonly deleteAnswers?: boolean;
}

/** The five operations on the memberships of teams, or of users, in groups, or in connections. */
export function membershipOperations({
  holder,
  place,
  updateAnswersNothing = false,
  deleteAnswers = false,
}: MembershipCase): OperationCase[] {
  const area = `${holder}s` as const;
  const noun = place === "group" ? "GroupMembership" : "ConnectionMembership";
  const methods = {
    list: `list${noun}s`,
    create: `create${noun}`,
    retrieve: `retrieve${noun}`,
    update: `update${noun}`,
    delete: `delete${noun}`,
  } as const;
  const path = `/v1/${area}/{${holder}Id}/${place}s`;
  const all = `/v1/${area}/h%2B1/${place}s`;
  const one = `${all}/p%2B2`;
  return [
    {
      method: `${area}.${methods.list}`,
      operation: `GET ${path}`,
      call: (client) => client[area][methods.list]("h+1").all(),
      sent: `${all}?limit=1000`,
      data: { items: [DATA] },
      result: [RESULT],
    },
    {
      method: `${area}.${methods.create}`,
      operation: `POST ${path}`,
      call: (client) => client[area][methods.create]("h+1", { id: "p", role: "Reader" }),
      sent: all,
      body: { id: "p", role: "Reader" },
      data: DATA,
      result: RESULT,
    },
    {
      method: `${area}.${methods.retrieve}`,
      operation: `GET ${path}/{${place}Id}`,
      call: (client) => client[area][methods.retrieve]("h+1", "p+2"),
      sent: one,
      data: DATA,
      result: RESULT,
    },
    {
      method: `${area}.${methods.update}`,
      operation: `PATCH ${path}/{${place}Id}`,
      call: (client) => client[area][methods.update]("h+1", "p+2", { role: "Reader" }),
      sent: one,
      body: { role: "Reader" },
      ...(!updateAnswersNothing && { data: DATA, result: RESULT }),
    },
    {
      method: `${area}.${methods.delete}`,
      operation: `DELETE ${path}/{${place}Id}`,
      call: (client) => client[area][methods.delete]("h+1", "p+2"),
      sent: one,
      ...(deleteAnswers && { data: DATA }),
    },
  ];
}
