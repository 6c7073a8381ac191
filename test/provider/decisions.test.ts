/** What decides from a list fails where the list cannot be read, with the element's place, and changes nothing. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context, Handler, Properties } from "../../core/src/contract";
import { connectorHandler } from "../../core/src/handlers/connector";
import { connectorFingerprintHandler } from "../../core/src/handlers/connectorFingerprint";
import { connectorSdkPackageHandler } from "../../core/src/handlers/connectorSdkPackage";
import { destinationHandler } from "../../core/src/handlers/destination";
import { externalSecretsManagerHandler } from "../../core/src/handlers/externalSecretsManager";
import { groupHandler } from "../../core/src/handlers/group";
import { hybridDeploymentAgentHandler } from "../../core/src/handlers/hybridDeploymentAgent";
import { privateLinkHandler } from "../../core/src/handlers/privateLink";
import { proxyAgentHandler } from "../../core/src/handlers/proxyAgent";
import { systemKeyHandler } from "../../core/src/handlers/systemKey";
import { teamHandler } from "../../core/src/handlers/team";
import { teamUsersHandler } from "../../core/src/handlers/teamUsers";
import { transformationHandler } from "../../core/src/handlers/transformation";
import { transformationProjectHandler } from "../../core/src/handlers/transformationProject";
import { userHandler } from "../../core/src/handlers/user";
import { userGroupMembershipHandler } from "../../core/src/handlers/userGroupMembership";
import { webhookHandler } from "../../core/src/handlers/webhook";
import { startWorkbench, type Workbench } from "../support/context";
import { arrangePeople, type People } from "../support/people";
import { startTampering, type Tampering } from "../support/tampering";

type AnyHandler = Handler<Properties, Properties>;

let bench: Workbench;
let people: People;
let odd: Tampering;

beforeEach(async () => {
  bench = await startWorkbench();
  people = await arrangePeople(bench);
  odd = await startTampering(bench);
});
afterEach(async () => {
  await odd.stop();
  await bench.stop();
});

/** From now on each list that is asked for begins with an element that is none. */
const breakLists = (which: RegExp): void => {
  odd.tamper(({ method, path, data }) =>
    method === "GET" && which.test(path) && isPage(data)
      ? { data: { ...data, items: [7, ...data.items] } }
      : {},
  );
};

/** From now on a field of each element of a list is of another type. */
const breakField = (which: RegExp, field: string): void => {
  odd.tamper(({ method, path, data }) =>
    method === "GET" && which.test(path) && isPage(data)
      ? { data: { ...data, items: data.items.map((item) => ({ ...(item as object), [field]: { odd: 1 } })) } }
      : {},
  );
};

function isPage(data: unknown): data is { items: unknown[] } {
  return typeof data === "object" && data !== null && "items" in data && Array.isArray(data.items);
}

const writes = (): string[] =>
  odd
    .passed()
    .filter(({ method, status }) => method !== "GET" && status < 400)
    .map(({ method, path }) => `${method} ${path}`);

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const failure: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  return failure as Error;
}

const create = (handler: unknown, inputs: Properties, changes: Partial<Context> = {}) =>
  (handler as AnyHandler).create({ inputs }, odd.context(changes));

describe("that a thing is gone", () => {
  it.each([
    ["a user", userHandler, () => ({ email: "x@acme.com", givenName: "X", familyName: "Y" })],
    [
      "a webhook",
      webhookHandler,
      () => ({ url: "https://acme.com/hook", events: ["sync_end"], active: false }),
    ],
    [
      "a membership",
      userGroupMembershipHandler,
      () => ({ userId: people.userId, groupId: people.groupId, role: "Destination Reviewer" }),
    ],
  ] as const)("is not said of %s by a list that cannot be read", async (_, handlerOfKind, inputs) => {
    const handler = handlerOfKind as unknown as AnyHandler;
    const { id, outputs } = await handler.create({ inputs: inputs() }, bench.freshContext());
    await handler.delete({ id, olds: outputs }, bench.freshContext());
    expect(await handler.read({ id, olds: outputs }, odd.context())).toBeUndefined();
    breakLists(/\?.*limit=/);
    for (const call of [handler.read, handler.delete]) {
      const error = await failureOf(Promise.resolve(call({ id, olds: outputs }, odd.context())));
      expect(error).toMatchObject({ fieldPath: "data.items[0]" });
    }
  });
});

describe("what may be taken over, or is there already,", () => {
  const project = () => ({
    groupId: people.groupId,
    type: "DBT_GIT",
    dbtVersion: "1.9.0",
    defaultSchema: "s",
    gitRemoteUrl: "git@example.com:acme/dbt.git",
    setupTests: "off",
  });

  const KINDS = [
    ["groups", "name", groupHandler, () => ({ name: "fresh" })],
    ["teams", "name", teamHandler, () => ({ name: "fresh" })],
    ["users", "email", userHandler, () => ({ email: "x@acme.com", givenName: "X", familyName: "Y" })],
    [
      "webhooks",
      "url",
      webhookHandler,
      () => ({ url: "https://acme.com/h", events: ["sync_end"], active: false }),
    ],
    [
      "webhooks",
      "group_id",
      webhookHandler,
      () => ({ url: "https://acme.com/h", events: ["sync_end"], active: false }),
    ],
    ["system-keys", "name", systemKeyHandler, () => ({ name: "fresh" })],
    ["proxy", "display_name", proxyAgentHandler, () => ({ displayName: "fresh" })],
    [
      "hybrid-deployment-agents",
      "display_name",
      hybridDeploymentAgentHandler,
      () => ({ groupId: people.groupId, displayName: "fresh", envType: "DOCKER", acceptTerms: true }),
    ],
    [
      "private-links",
      "name",
      privateLinkHandler,
      () => ({ name: "fresh", region: "AWS_US_EAST_1", service: "SNOWFLAKE_AWS", config: {} }),
    ],
    [
      "external-secrets-managers",
      "name",
      externalSecretsManagerHandler,
      () => ({ name: "fresh", type: "AWS_SECRETS_MANAGER", config: {} }),
    ],
    ["transformation-projects", "group_id", transformationProjectHandler, project],
    [
      "transformations",
      "transformation_config",
      transformationHandler,
      () => ({ type: "QUICKSTART", packageName: "github" }),
    ],
    [
      "connections",
      "schema",
      connectorHandler,
      () => ({ groupId: people.groupId, service: "postgres", destinationSchema: { prefix: "orders" } }),
    ],
    [
      "connector-sdk/packages",
      "file_sha256_hash",
      connectorSdkPackageHandler,
      () => ({ source: ".", fileSha256Hash: "0".repeat(64) }),
    ],
  ] as const;

  it.each(KINDS)(
    "is not decided by a list of %s without a readable %s",
    async (area, field, handler, inputs) => {
      const items = [{ id: "somebodys", type: "QUICKSTART", [field]: 5 }];
      odd.tamper(({ method, path }) =>
        method === "GET" && path.startsWith(`/v1/${area}?`) ? { status: 200, data: { items } } : {},
      );
      const error = await failureOf(create(handler, inputs(), { recover: true }));
      expect(error).toMatchObject({ name: "UnexpectedAnswerError", fieldPath: `data.items[0].${field}` });
      expect(writes()).toEqual([]);
    },
  );

  it("is not decided by the settings of a project that cannot be read", async () => {
    await create(transformationProjectHandler, project());
    odd.passed();
    odd.tamper(({ path, data }) =>
      /transformation-projects\/\w+$/.test(path) ? { data: { ...(data as object), project_config: 5 } } : {},
    );
    const error = await failureOf(create(transformationProjectHandler, project(), { recover: true }));
    expect(error.message).toContain("project_config");
    expect(writes()).toEqual([]);
  });

  it("is not decided by an object whose time nobody knows, when the answer to its creation was lost", async () => {
    const posts: string[] = [];
    odd.tamper(({ method, path, data }) => {
      if (method === "POST") {
        posts.push(path);
        return { status: 502 };
      }
      return path.startsWith("/v1/groups?") && isPage(data)
        ? { data: { items: data.items.map((item) => ({ ...(item as object), created_at: 5 })) } }
        : {};
    });
    const error = await failureOf(create(groupHandler, { name: "lost" }));
    expect(error.message).toContain("does not say when it was made");
    expect(posts).toEqual(["/v1/groups"]);
  });
});

describe("who loses a role", () => {
  const MEMBER = "Team Member";
  const list = (...ids: string[]): Properties => ({
    teamId: people.teamId,
    users: ids.map((userId) => ({ userId, role: MEMBER })),
  });
  const update = (olds: Properties, news: Properties) =>
    (teamUsersHandler as unknown as AnyHandler).update({ id: people.teamId, olds, news }, odd.context());

  it.each([
    ["a member", () => breakLists(/\/users\?/), "data.items[0]"],
    ["a role", () => breakField(/\/users\?/, "role"), "data.items[0].role"],
  ])("is not decided where %s cannot be read", async (_, breaks, fieldPath) => {
    const { outputs } = await create(teamUsersHandler, list(people.userId));
    odd.passed();
    breaks();
    expect(await failureOf(update(outputs, list()))).toMatchObject({ fieldPath });
    expect(writes()).toEqual([]);
  });

  it("is not decided where whose key this is cannot be read", async () => {
    const { outputs } = await create(teamUsersHandler, list(people.userId));
    odd.passed();
    odd.tamper(({ path, data }) =>
      path.startsWith("/v1/account") ? { data: { ...(data as object), user_id: 5 } } : {},
    );
    expect((await failureOf(update(outputs, list()))).message).toContain("user_id");
    expect(writes()).toEqual([]);
  });
});

describe("what Fivetran trusts", () => {
  it("is not decided by a list that cannot be read", async () => {
    const inputs = { connectorId: people.connectorId, hash: "h1", publicKey: "ssh-rsa AAAA" };
    const handler = connectorFingerprintHandler as unknown as AnyHandler;
    const { id, outputs } = await create(handler, inputs);
    odd.passed();
    breakLists(/fingerprints\?/);
    // One that is found is found, whatever stands beside it; what is not found may be what cannot be read.
    const olds = { ...outputs, hash: "h2" };
    const gone = id.replace(/h1$/, "h2");
    for (const call of [handler.read, handler.delete]) {
      const error = await failureOf(Promise.resolve(call({ id: gone, olds }, odd.context())));
      expect(error).toMatchObject({ fieldPath: "data.items[0]" });
    }
    expect(writes()).toEqual([]);
  });
});

describe("what is in the way of a destination's deletion", () => {
  it("is not deleted where a connection beside it cannot be read", async () => {
    breakLists(/\/groups\/\w+\/connections\?/);
    const olds = { groupId: people.groupId, service: "snowflake", timeZoneOffset: "0" };
    const handler = destinationHandler as unknown as AnyHandler;
    const error = await failureOf(
      Promise.resolve(handler.delete({ id: people.groupId, olds }, odd.context())),
    );
    expect(error).toMatchObject({ fieldPath: "data.items[0]" });
    expect(writes()).toEqual([]);
  });
});
