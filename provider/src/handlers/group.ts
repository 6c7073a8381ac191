import type { Group } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import type { Context, Handler } from "../handler";
import { adoptFailures, adoptSchema, assertAdoptUnchanged } from "../internal/adopt";
import { checkInputs } from "../internal/check";
import { type Creation, createOrTakeOver } from "../internal/creation";
import { Deadline, OPERATION_MS, type Timeouts, timeoutsSchema } from "../internal/deadline";
import { unlessGone } from "../internal/gone";
import { type Settings, settingChanges } from "../internal/settings";
import { type Bookkeeping, stateAfterApply, stateAfterRead } from "../internal/state";
import { knownText } from "../internal/unknown";

export interface GroupInputs {
  readonly name: string;
  readonly adopt?: string;
  readonly timeouts?: Timeouts;
}

interface GroupFacts {
  readonly createdAt: string;
}

export type GroupOutputs = GroupInputs & GroupFacts & Bookkeeping;

const schema = z.strictObject({
  name: z.string().min(1, "must not be empty"),
  adopt: adoptSchema.optional(),
  timeouts: timeoutsSchema.optional(),
});

/** The name is changed in place: Fivetran's API can rename, so a rename never costs the destination and connections inside. */
const SETTINGS: Settings = { name: {} };

export const groupHandler: Handler<GroupInputs, GroupOutputs> = {
  kind: "Group",

  nameOf: ({ name }) => knownText(name),
  facts: ["createdAt"],
  secretPaths: () => [],

  check({ olds, news }) {
    return checkInputs(schema, news, (inputs) => ({ failures: adoptFailures(olds, inputs) }));
  },

  diff({ id, olds, news }) {
    assertAdoptUnchanged("Group", id, news.adopt);
    return {
      changes: settingChanges(SETTINGS, olds, news),
      deleteBeforeReplace: false,
      unfinished: [],
      notices: [],
    };
  },

  async create({ inputs }, context) {
    const deadline = new Deadline(context, inputs.timeouts?.create, OPERATION_MS);
    const { live, taken } = await createOrTakeOver(creationOf(inputs, context, deadline), context);
    const renamed =
      taken && live.name !== inputs.name
        ? await context.client.groups.update(live.id, { name: inputs.name }, deadline.options())
        : live;
    return { id: renamed.id, outputs: outputsOf(inputs, renamed) };
  },

  async read({ id, olds }, context) {
    const deadline = new Deadline(context, olds.timeouts?.read, OPERATION_MS);
    const live = await unlessGone("group", context.client.groups.retrieve(id, deadline.options()));
    if (live === undefined) return undefined;
    return { id, ...stateAfterRead(SETTINGS, olds, ["createdAt"], { name: live.name }, factsOf(live)) };
  },

  async update({ id, news }, context) {
    const deadline = new Deadline(context, news.timeouts?.update, OPERATION_MS);
    return outputsOf(news, await context.client.groups.update(id, { name: news.name }, deadline.options()));
  },

  async delete({ id, olds }, context) {
    const deadline = new Deadline(context, olds.timeouts?.delete, OPERATION_MS);
    await unlessGone("group", context.client.groups.delete(id, deadline.options()));
  },

  async *list(context) {
    for await (const { id, name } of context.client.groups.list({ signal: context.signal }))
      yield { id, name };
  },
};

export { groupHandler as handler };

function creationOf(inputs: GroupInputs, context: Context, deadline: Deadline): Creation<Group> {
  const { groups } = context.client;
  return {
    label: `Group '${inputs.name}'`,
    naturalKey: `the name '${inputs.name}'`,
    adopt: inputs.adopt,
    idOf: (group) => group.id,
    retrieve: (id) => groups.retrieve(id, deadline.options()),
    candidates: async () => {
      const all = await groups.list(deadline.options()).all();
      return all.filter((group) => group.name === inputs.name);
    },
    createdAt: (group) => new Date(group.createdAt),
    conflicts: () => [],
    create: (findCreated) => groups.create({ name: inputs.name }, { ...deadline.options(), findCreated }),
  };
}

function outputsOf(inputs: GroupInputs, live: Group): GroupOutputs {
  return stateAfterApply(SETTINGS, inputs, { name: live.name }, factsOf(live));
}

function factsOf({ createdAt }: Group): GroupFacts {
  return { createdAt };
}
