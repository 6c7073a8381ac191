import { describe, expect, it } from "vitest";
import type { CheckFailure, Handler, Properties } from "../../../core/src/contract";
import { RoleClaims, withoutRivals } from "../../../core/src/run/roleClaims";
import { UNKNOWN } from "../../../core/src/values/unknown";

/** Every complete list with the single membership of the same roles: the holder's argument, the member's, and the list's. */
const PAIRS = [
  ["GroupUsers", "UserGroupMembership", "groupId", "userId", "users"],
  ["UserGroups", "UserGroupMembership", "userId", "groupId", "groups"],
  ["UserConnectors", "UserConnectorMembership", "userId", "connectorId", "connectors"],
  ["TeamUsers", "TeamUserMembership", "teamId", "userId", "users"],
  ["TeamGroups", "TeamGroupMembership", "teamId", "groupId", "groups"],
  ["TeamConnectors", "TeamConnectorMembership", "teamId", "connectorId", "connectors"],
] as const;

const handlers = new Map<string, Handler<Properties, Properties>>();
for (const kind of new Set([...PAIRS.map(([list]) => list), ...PAIRS.map(([, single]) => single)])) {
  const file = kind.charAt(0).toLowerCase() + kind.slice(1);
  const module = (await import(`../../../core/src/handlers/${file}.ts`)) as {
    handler: Handler<Properties, Properties>;
  };
  handlers.set(kind, module.handler);
}

function handlerOf(kind: string): Handler<Properties, Properties> {
  const handler = handlers.get(kind);
  if (handler === undefined) throw new Error(`there is no ${kind}`);
  return handler;
}

/** A run: what each check says, in order. */
function run(
  ...resources: readonly (readonly [kind: string, news: Properties, resource?: string])[]
): CheckFailure[][] {
  const claims = new RoleClaims();
  return resources.map(([kind, news, resource]) => [
    ...withoutRivals(handlerOf(kind), claims).check({ olds: undefined, news, resource }).failures,
  ]);
}

describe("RoleClaims", () => {
  it.each(PAIRS)(
    "fail a %s beside a %s of the same holder, in either order, naming both",
    (listKind, singleKind, holder, member, list) => {
      const complete = { [holder]: "h", [list]: [{ [member]: "m", role: "r" }] };
      const single = { [holder]: "h", [member]: "other", role: "r" };
      const elsewhere = { [holder]: "another", [member]: "other", role: "r" };
      for (const pair of [
        [
          [listKind, complete],
          [singleKind, single],
        ],
        [
          [singleKind, single],
          [listKind, complete],
        ],
      ] as const) {
        const [first, second] = run(...pair);
        expect(first).toEqual([]);
        expect(second).toHaveLength(1);
        expect(second?.[0]?.reason).toMatch(
          new RegExp(`${listKind} 'h' is the complete list .* ${singleKind} '`),
        );
      }
      expect(run([listKind, complete], [singleKind, elsewhere]).flat()).toEqual([]);
      expect(run([listKind, { ...complete, [holder]: UNKNOWN }], [singleKind, single]).flat()).toEqual([]);
      expect(run([singleKind, single], [singleKind, elsewhere]).flat()).toEqual([]);
    },
  );

  it("fail two lists of one holder, told apart by their resources, and not one that is checked twice", () => {
    const list = { teamId: "t", users: [{ userId: "u", role: "r" }] };
    const urn = (name: string): string =>
      `urn:pulumi:s::p::pulumi-nodejs:dynamic/fivetran:TeamUsers::${name}`;
    expect(run(["TeamUsers", list, urn("a")], ["TeamUsers", list, urn("a")]).flat()).toEqual([]);
    const [, second] = run(["TeamUsers", list, urn("a")], ["TeamUsers", list, urn("b")]);
    expect(second?.[0]?.reason).toContain(
      "TeamUsers 'b' (t) and TeamUsers 'a' (t) are complete lists of the same roles",
    );
  });

  it("fail a group's list and a user's list that say different things, and no two that agree", () => {
    const group = (...users: Properties[]): [string, Properties] => ["GroupUsers", { groupId: "g", users }];
    const user = (...groups: Properties[]): [string, Properties] => ["UserGroups", { userId: "u", groups }];
    const [inGroup, ofUser] = [
      { userId: "u", role: "r" },
      { groupId: "g", role: "r" },
    ];
    expect(run(group(inGroup), user(ofUser)).flat()).toEqual([]);
    expect(run(group(), user()).flat()).toEqual([]);
    expect(run(group(inGroup), user()).flat()).toHaveLength(1);
    expect(run(group(), user(ofUser)).flat()).toHaveLength(1);
    expect(run(group({ ...inGroup, role: "s" }), user(ofUser)).flat()).toHaveLength(1);
    expect(run(group({ userId: UNKNOWN, role: "r" }), user(ofUser)).flat()).toEqual([]);
  });
});
