import type * as sdk from "@pulumi-fivetran/sdk";
import { describe, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type * as historyAnswers from "../../../sdk/src/resources/connectionHistory.answers.ts";
import type * as moveAnswers from "../../../sdk/src/resources/connectionMoves.answers.ts";
import type * as schemaAnswers from "../../../sdk/src/resources/connectionSchemas.answers.ts";
import type * as connectionAnswers from "../../../sdk/src/resources/connections.answers.ts";
import type * as destinationAnswers from "../../../sdk/src/resources/destinations.answers.ts";
import type * as groupAnswers from "../../../sdk/src/resources/groups.answers.ts";

/** Checked by tsc, not when run. */
describe("each public interface is exactly what its schema reads, unknown fields aside", () => {
  it("for groups", () => {
    expectTypeOf<z.infer<typeof groupAnswers.group>>().toEqualTypeOf<sdk.Group>();
    expectTypeOf<z.infer<typeof groupAnswers.groups>>().toEqualTypeOf<sdk.Page<sdk.Group>>();
    expectTypeOf<z.infer<typeof groupAnswers.groupPublicKey>>().toEqualTypeOf<sdk.GroupPublicKey>();
    expectTypeOf<z.infer<typeof groupAnswers.groupServiceAccount>>().toEqualTypeOf<sdk.GroupServiceAccount>();
  });

  it("for destinations", () => {
    expectTypeOf<z.infer<typeof destinationAnswers.destination>>().toEqualTypeOf<sdk.Destination>();
  });

  it("for connections", () => {
    expectTypeOf<z.infer<typeof connectionAnswers.connection>>().toEqualTypeOf<sdk.Connection>();
    expectTypeOf<
      z.infer<typeof connectionAnswers.connectionSummary>
    >().toEqualTypeOf<sdk.ConnectionSummary>();
    expectTypeOf<z.infer<typeof connectionAnswers.newConnectCard>>().toEqualTypeOf<sdk.NewConnectCard>();
    expectTypeOf<z.infer<typeof connectionAnswers.connectionState>>().toEqualTypeOf<sdk.ConnectionState>();
  });

  it("for moves, past syncs and warnings", () => {
    expectTypeOf<z.infer<typeof moveAnswers.connectionMove>>().toEqualTypeOf<sdk.ConnectionMove>();
    expectTypeOf<z.infer<typeof moveAnswers.connectionMoveJob>>().toEqualTypeOf<sdk.ConnectionMoveJob>();
    expectTypeOf<z.infer<typeof historyAnswers.syncHistory>>().toEqualTypeOf<
      sdk.Page<sdk.SyncHistoryEntry>
    >();
    expectTypeOf<z.infer<typeof historyAnswers.warnings>>().toEqualTypeOf<sdk.Page<sdk.TableWarnings>>();
  });

  it("for schema configs", () => {
    expectTypeOf<z.infer<typeof schemaAnswers.schemaConfig>>().toEqualTypeOf<sdk.ConnectionSchemaConfig>();
    expectTypeOf<z.infer<typeof schemaAnswers.tableColumns>>().toEqualTypeOf<sdk.TableColumns>();
  });
});

describe("a resync", () => {
  it("must be confirmed, or it does not compile", () => {
    type Resync = Parameters<sdk.Connections["resync"]>[1];
    expectTypeOf<{ confirm: true }>().toExtend<Resync>();
    expectTypeOf<{ confirm: boolean }>().not.toExtend<Resync>();
    expectTypeOf<{ scope: Record<string, string[]> }>().not.toExtend<Resync>();
    expectTypeOf<undefined>().not.toExtend<Resync>();
    expectTypeOf<{ schemas: Record<string, string[]> }>().not.toExtend<
      Parameters<sdk.ConnectionSchemas["resyncTables"]>[1]
    >();
  });
});

describe("a listing", () => {
  it("yields its items", () => {
    expectTypeOf<ReturnType<sdk.Groups["list"]>>().toExtend<AsyncIterable<sdk.Listed<sdk.Group>>>();
    expectTypeOf<ReturnType<sdk.Connections["list"]>>().toEqualTypeOf<sdk.Listing<sdk.ConnectionSummary>>();
  });
});

describe("words of Fivetran", () => {
  it("are known, and open", () => {
    expectTypeOf<"syncing">().toExtend<sdk.SyncState>();
    expectTypeOf<string>().toExtend<sdk.SyncState>();
  });
});
