/** Roles that users and teams have somewhere, one resource each: its id is readable, `team:user`. */
import type { RequestOptions } from "@pulumi-fivetran/sdk";
import type { Handler, Properties } from "../../contract";
import { HandlerError } from "../../errors/problem";
import type { Fields } from "../../fields/field";
import type { ObjectInputs, ObjectOutputs } from "../../object/definition";
import { unlessGone } from "../../object/gone";
import { objectHandler } from "../../object/handler";
import type { CallContext } from "../../run/callContext";
import { knownText } from "../../values/unknown";

/** The two ids of a membership: of the thing that has members, and of the member. */
export interface Place {
  readonly holder: string;
  readonly member: string;
}

interface LiveMembership {
  readonly place: Place;
  readonly role?: string;
  readonly createdAt?: string;
}

type RoleFacts = { readonly role?: string; readonly createdAt?: string };

/** A member and its role. */
export interface Member {
  readonly id: string;
  readonly role: string;
}

/** What the API does for one kind of membership: `holder` and `member` are the names of the two arguments, in the order of the id. */
export interface MembershipCalls {
  readonly holder: string;
  readonly member: string;
  /** `role` is empty where none is given, which only a kind meets whose field is optional. */
  create(place: Place, role: string, options: RequestOptions, call: CallContext): Promise<RoleFacts>;
  update(place: Place, role: string, call: CallContext): Promise<unknown>;
  delete(place: Place, call: CallContext): Promise<void>;
  /** All members of a holder. */
  members(holder: string, call: CallContext): AsyncIterable<Member>;
  /** Whether the holder itself is gone, where Fivetran does not say so. */
  isHolderGone?(holder: string, call: CallContext): Promise<boolean>;
}

export interface MembershipDefinition extends MembershipCalls {
  readonly kind: string;
  readonly fields: Fields;
  retrieve(place: Place, call: CallContext): Promise<RoleFacts>;
}

export interface MembershipInputs extends ObjectInputs {
  readonly role?: string;
}

/** Neither end can be changed: another one is another membership. */
export function membershipHandler<Inputs extends MembershipInputs>(
  definition: MembershipDefinition,
): Handler<Inputs, ObjectOutputs<Inputs>> {
  const { kind, fields, holder, member } = definition;
  const placeOf = (inputs: object): Place => {
    const values = inputs as Readonly<Record<string, string>>;
    return { holder: values[holder] ?? "", member: values[member] ?? "" };
  };
  const read = (place: Place, call: CallContext): Promise<LiveMembership | undefined> =>
    unlessGone(
      "other",
      definition.retrieve(place, call).then((live) => ({ ...live, place })),
      membershipAbsence(definition, place, call),
    );
  const handler = objectHandler<Inputs, LiveMembership>({
    kind,
    fields,
    nameOf: (inputs: Properties) => {
      const [first, second] = [knownText(inputs[holder]), knownText(inputs[member])];
      return first === undefined || second === undefined ? undefined : `${first}:${second}`;
    },
    keyOf: (inputs) => `the members ${formatPlace(placeOf(inputs))}`,
    isUnique: true,
    members: (properties) => {
      const [first, second] = [knownText(properties[holder]), knownText(properties[member])];
      if (first === undefined || second === undefined) return [];
      return [membershipIdentity(definition, { holder: first, member: second })];
    },
    upstreamOf: ({ place }) => ({ [holder]: place.holder, [member]: place.member }),
    api: {
      idOf: ({ place }) => formatPlace(place),
      createdAt: ({ createdAt }) => createdAt,
      async retrieve(idText, call) {
        const place = parsePlace(idText);
        if (place === undefined)
          throw new HandlerError({
            summary: `${kind}: '${idText}' is no id of a membership; it is '<${holder}>:<${member}>'.`,
            path: ["adopt"],
            advice: [{ kind: "checkAdopt" }],
          });
        return read(place, call);
      },
      async create(inputs, options, call) {
        const place = placeOf(inputs);
        return { ...(await definition.create(place, inputs.role ?? "", options, call)), place };
      },
      async update(idText, { role: wanted }, news, call) {
        const place = placeOf(news);
        if (typeof wanted === "string") await definition.update(place, wanted, call);
        const live = await read(place, call);
        if (live === undefined)
          throw new HandlerError({
            summary: `${kind} '${idText}' does not exist any more.`,
            subject: `${kind} '${idText}'`,
            advice: [{ kind: "runRefresh" }],
          });
        return live;
      },
      async delete(_id, olds, call) {
        const place = placeOf(olds);
        await unlessGone("other", definition.delete(place, call), membershipAbsence(definition, place, call));
      },
      async candidates(inputs, call) {
        const live = await read(placeOf(inputs), call);
        return live === undefined ? [] : [live];
      },
    },
  });
  return {
    ...handler,
    roleClaim: (inputs) => {
      const [first, second] = [knownText(inputs[holder]), knownText(inputs[member])];
      if (first === undefined || second === undefined) return undefined;
      return { relation: relationOf(definition), place: { [holder]: first, [member]: second } };
    },
  };
}

/** Whose roles where: the same for a group's users and a user's groups. */
export function relationOf({ holder, member }: Pick<MembershipCalls, "holder" | "member">): string {
  return [holder, member].sort().join(" ");
}

/** For `unlessGone`, because Fivetran does not say what is missing: the membership or something else. */
export function membershipAbsence(
  calls: MembershipCalls,
  place: Place,
  call: CallContext,
): () => Promise<boolean> {
  return async () => {
    if ((await calls.isHolderGone?.(place.holder, call)) === true) return true;
    for await (const { id } of calls.members(place.holder, call)) if (id === place.member) return false;
    return true;
  };
}

/**
 * One membership as every kind of resource names it: `membership groupId=g userId=u`. A list of a group's users and one of a user's groups
 * hold the same ones.
 */
export function membershipIdentity(calls: Pick<MembershipCalls, "holder" | "member">, place: Place): string {
  const parts = [`${calls.holder}=${place.holder}`, `${calls.member}=${place.member}`];
  return `membership ${parts.sort().join(" ")}`;
}

function formatPlace({ holder, member }: Place): string {
  return `${holder}:${member}`;
}

function parsePlace(id: string): Place | undefined {
  const [holder = "", member = "", ...rest] = id.split(":");
  return holder === "" || member === "" || rest.length > 0 ? undefined : { holder, member };
}
