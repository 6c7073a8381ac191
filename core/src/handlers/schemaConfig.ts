import type { DiffResult, Handler, Notice } from "../contract";
import { factsOfFields } from "../fields/reading";
import { schemaOf } from "../fields/schema";
import { fields } from "../fields/schemaConfig";
import { callWithin } from "../run/callContext";
import { LONG_OPERATION_MS, OPERATION_MS } from "../run/deadline";
import { checkInputs } from "../settings/check";
import { knownText } from "../values/unknown";
import { declaredSchemas } from "./schemaConfig/existing";
import { contradictedFilterNotices } from "./schemaConfig/notices/filters";
import { lookAheadNotices } from "./schemaConfig/notices/follow";
import { apply } from "./schemaConfig/plan/apply";
import { changeNotices, changesBetween } from "./schemaConfig/plan/changes";
import { takeOverNotices, takesOver } from "./schemaConfig/plan/preview";
import { read } from "./schemaConfig/plan/read";
import { restated } from "./schemaConfig/plan/state";
import { SchemaCalls } from "./schemaConfig/upstream/calls";
import { type SchemaConfigInputs, type SchemaConfigOutputs, saysNothing } from "./schemaConfig/wants/inputs";
import type { Declaration } from "./schemaConfig/wants/wanted";

export type { SchemaConfigInputs, SchemaConfigOutputs };

const SCHEMA = schemaOf(fields);

/**
 * Which schemas, tables and columns of a connection are synced, and how. Part of a connection, so its id is the connection's;
 * creating it takes over whatever is set. Several may manage parts of one connection.
 */
export const schemaConfigHandler: Handler<SchemaConfigInputs, SchemaConfigOutputs> = {
  kind: "SchemaConfig",

  nameOf: ({ connectorId }) => knownText(connectorId),
  facts: factsOfFields(fields).facts,
  secretPaths: () => [],

  check({ olds, news }) {
    return checkInputs(SCHEMA, news, (inputs) => ({
      notices: [
        ...(olds === undefined ? lookAheadNotices(inputs) : []),
        // Of a shape that nobody has checked yet: what is wrong with it is told instead.
        ...contradictedFilterNotices(inputs as Declaration),
      ],
    }));
  },

  /** No call, except where rules change or the policy comes to decide about something: then the preview lists what that will do. */
  diff({ id, olds, news }, context) {
    const found = changesBetween(olds, news);
    const changes = found.map(({ path, kind, replaces }) => ({ path, kind, replaces }));
    const resultWith = (notices: readonly Notice[]): DiffResult => ({
      changes,
      deleteBeforeReplace: false,
      unfinished: [],
      notices,
    });
    if (!takesOver(olds, news)) return resultWith(changeNotices(olds, news, found, false));
    return context.locks.run(id, async () => {
      const calls = new SchemaCalls(id, callWithin(context, news.timeouts?.read, OPERATION_MS));
      const { isListed, notices } = await takeOverNotices(olds, news, calls);
      return resultWith([...changeNotices(olds, news, found, isListed), ...notices]);
    });
  },

  async create({ inputs }, context) {
    const id = inputs.connectorId;
    // No look either, which a connection that is not connected cannot have. A program says so where an Output turns out to be undefined.
    if (saysNothing(inputs)) return { id, outputs: inputs };
    const outputs = await context.locks.run(id, () => {
      const call = callWithin(context, inputs.timeouts?.create, LONG_OPERATION_MS);
      return apply(inputs, undefined, new SchemaCalls(id, call), context);
    });
    return { id, outputs };
  },

  read({ id, olds }, context) {
    return context.locks.run(id, () => {
      const call = callWithin(context, olds.timeouts?.read, OPERATION_MS);
      return read(id, olds, new SchemaCalls(id, call), context);
    });
  },

  async update({ id, olds, news }, context) {
    if (saysNothing(news) || !changesBetween(olds, news).some((change) => change.needsUpstream))
      return restated(news, olds);
    return context.locks.run(id, () => {
      const call = callWithin(context, news.timeouts?.update, LONG_OPERATION_MS);
      return apply(news, olds, new SchemaCalls(id, call), context);
    });
  },

  async existing(id, context) {
    const found = await new SchemaCalls(id, callWithin(context, undefined, OPERATION_MS)).retrieve();
    if (found === undefined) return undefined;
    const { inputs, notices } = declaredSchemas(id, found);
    return { id, inputs, outputs: inputs, masked: [], notices };
  },

  /** Makes no call: a schema config cannot be deleted, and which values to go back to nobody knows. */
  delete(_request, context) {
    const message = "the schema settings of a connection stay as they are";
    context.notify({ severity: "info", path: [], message, isGeneral: true });
    return Promise.resolve();
  },
};

export { schemaConfigHandler as handler };
