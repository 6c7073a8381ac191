import { describe, expect, it } from "vitest";
import { AnswerCheck } from "../../../server/src/http/answerCheck";
import { reply, success } from "../../../server/src/http/envelope";
import { type Operation, operation } from "../../../server/src/operations/operation";
import { Api } from "../support/api";

const run = () => ({});
const groupDetails = operation({ method: "GET", path: "/v1/groups/{groupId}", run });
const groupList = operation({ method: "GET", path: "/v1/groups", run });
const connectionDetails = operation({ method: "GET", path: "/v1/connections/{connectionId}", run });
const olderDetails = operation({ method: "GET", path: "/v1/connectors/{connectorId}", run });
const approval = operation({ method: "POST", path: "/v1/connections/{connectionId}/certificates", run });
const download = operation({ method: "GET", path: "/v1/connector-sdk/packages/{id}/download", run });

const GROUP = { id: "a_b", name: "analytics", created_at: "2026-01-02T03:04:05.123456Z" };
const CONNECTION = {
  id: "c_d",
  service: "postgres",
  schema: "shop",
  group_id: "a_b",
  service_version: 1,
  created_at: "2026-01-02T03:04:05Z",
  succeeded_at: null,
  failed_at: null,
  paused: false,
  pause_after_trial: false,
  sync_frequency: 360,
  schedule_type: "auto",
  data_delay_sensitivity: "NORMAL",
  status: {
    setup_state: "connected",
    sync_state: "scheduled",
    update_state: "on_schedule",
    is_historical_sync: true,
  },
  config: { host: "db", password: "******", port: 5432, mine: 1 },
};

/** The problems of an answer with this data. */
function problemsOf(one: Operation, status: number, data: unknown, message?: string): readonly string[] {
  const check = new AnswerCheck();
  check.checked(one, success(status, message, data));
  return check.violations.map((violation) => violation.replace(/^.*?\): /, ""));
}

describe("the check of answers", () => {
  it("lets pass what the document says", () => {
    const check = new AnswerCheck();
    const answer = success(200, "Here it is", GROUP);
    expect(check.checked(groupDetails, answer)).toBe(answer);
    expect(problemsOf(groupList, 200, { items: [GROUP], next_cursor: "eyJza2lwIjoxfQ" })).toEqual([]);
    expect(problemsOf(connectionDetails, 200, CONNECTION)).toEqual([]);
    expect(check.violations).toEqual([]);
  });

  it.each([
    [
      "a field that is missing",
      groupDetails,
      { ...GROUP, id: undefined },
      ["data must have required property 'id'"],
    ],
    ["a field of the wrong type", groupDetails, { ...GROUP, name: 5 }, ["data.name must be string"]],
    [
      "a field that there is not",
      groupDetails,
      { ...GROUP, colour: 1 },
      ["data has the unknown field 'colour'"],
    ],
    [
      "a time that is not as the API writes it",
      groupDetails,
      { ...GROUP, created_at: "2026-01-02T03:04:05+01:00" },
      ['data.created_at must match format "date-time"'],
    ],
    ["items that are none", groupList, { items: {} }, ["data.items must be array"]],
    ["an item that does not fit", groupList, { items: [GROUP, 5] }, ["data.items.1 must be object"]],
    ["a page without items", groupList, {}, ["data must have required property 'items'"]],
    [
      "a secret in the clear",
      connectionDetails,
      { ...CONNECTION, config: { password: "hunter2" } },
      ["data.config.password is a secret in the clear"],
    ],
    [
      "what is never answered",
      connectionDetails,
      { ...CONNECTION, auth: {} },
      ["data has the unknown field 'auth'"],
    ],
    [
      "a setting of the wrong type",
      connectionDetails,
      { ...CONNECTION, config: { host: 5 } },
      ["data.config.host must be string,null"],
    ],
    ["no data", groupDetails, undefined, ["data is missing"]],
  ])("finds %s", (_what, one, data, problems) => {
    expect(problemsOf(one, 200, data)).toEqual(problems);
  });

  it("finds a wrong status, by what clients demand", () => {
    expect(problemsOf(approval, 200, {})).toEqual(["the status is 200, not 201"]);
  });

  it("finds an operation that nobody knows", () => {
    const unknown = operation({ method: "GET", path: "/v1/moons", run });
    expect(problemsOf(unknown, 200, {})).toEqual(["the document has no such operation"]);
  });

  it("knows operations by their older names", () => {
    expect(problemsOf(olderDetails, 200, CONNECTION)).toEqual([]);
    expect(problemsOf(olderDetails, 200, {})).not.toEqual([]);
  });

  it("tells bytes from JSON", () => {
    const bytes = { status: 200, body: new Uint8Array([1]) };
    const check = new AnswerCheck();
    expect(check.checked(download, bytes)).toBe(bytes);
    expect(check.checked(groupDetails, bytes).status).toBe(500);
    expect(check.checked(download, reply(200, {})).status).toBe(500);
  });

  it("answers what is wrong, and fails the end of the server too", async () => {
    const api = await Api.start({ checkAnswers: true });
    const group = await api.group();
    const broken = api.control.snapshot().map((entry) => {
      const isGroup = entry.collection === "groups" && entry.id === group;
      return isGroup ? { ...entry, value: { ...(entry.value as object), createdAt: "yesterday" } } : entry;
    });
    await api.control.restore(broken);
    const problem = 'GET /v1/groups/{groupId} (group_details): data.created_at must match format "date-time"';
    const said = await api.get(`/v1/groups/${group}`);
    expect(said).toMatchObject({ status: 500, code: "InternalServerError" });
    expect(said.message).toBe(
      'The answer of GET /v1/groups/{groupId} (group_details) does not fit the API\'s document: data.created_at must match format "date-time"',
    );
    await expect(api.stop()).rejects.toThrow(problem);
  });

  it("is off where nobody asked for it", async () => {
    const api = await Api.start({ checkAnswers: false });
    await api.control.restore(
      api.control.snapshot().map((entry) => {
        const isUser = entry.collection === "users";
        return isUser ? { ...entry, value: { ...(entry.value as object), createdAt: "yesterday" } } : entry;
      }),
    );
    const group = await api.group();
    expect(await api.get(`/v1/groups/${group}/users`)).toMatchObject({ status: 200 });
    await api.stop();
  });
});
