import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { specPath } from "../../support/spec.ts";
import { type DocumentedOperation, documentedOperations, fieldsSent } from "../support/document.ts";
import { acceptOf, isAnonymous, OPERATIONS } from "../support/operations.ts";

/** The rows of each operation: what the client is seen to send. */
const rowsOf = Map.groupBy(OPERATIONS, ({ operation }) => operation);

const documented = documentedOperations();
const present = documented.filter(({ name }) => rowsOf.has(name));

/** What differs between the names that are documented and those that are sent, one sentence each. */
function differences(where: string, expected: Iterable<string>, sent: Iterable<string>): string[] {
  const [documented, known] = [new Set(expected), new Set(sent)];
  return [
    ...[...known]
      .filter((name) => !documented.has(name))
      .map((name) => `${where}: ${name} is not documented`),
    ...[...documented].filter((name) => !known.has(name)).map((name) => `${where}: ${name} is not sent`),
  ];
}

/** What the document says not to send any more, in words. */
const DEPRECATED = new Set(["GET /v1/connections/{connectionId}/sync-history duration"]);

function queryDifferences({ name, query }: DocumentedOperation): string[] {
  const sent = (rowsOf.get(name) ?? []).flatMap((row) => [
    ...new URL(row.sent, "https://api.fivetran.com").searchParams.keys(),
  ]);
  const expected = query.filter((parameter) => !DEPRECATED.has(`${name} ${parameter}`));
  // A list that is sent a limit is sent the cursor of the page before, too; the tests of lists show it.
  return differences(name, expected, sent.includes("limit") ? [...sent, "cursor"] : sent);
}

function fieldDifferences({ name, fields, contentType }: DocumentedOperation): string[] {
  const known = new Set(fields);
  const sent = (rowsOf.get(name) ?? []).flatMap(({ body }) =>
    contentType === "multipart/form-data" ? Object.keys(body as object) : fieldsSent(body, known),
  );
  return differences(name, fields, sent);
}

describe.skipIf(!existsSync(specPath))(
  "Fivetran's document (skipped where FIVETRAN_SPEC names no file)",
  () => {
    it("has exactly the operations that the client has methods for", () => {
      expect(documented.length).toBeGreaterThanOrEqual(179);
      expect(
        differences(
          "the client",
          documented.map(({ name }) => name),
          rowsOf.keys(),
        ),
      ).toEqual([]);
    });

    it("gives each the path that is sent to", () => {
      for (const { operation, sent } of OPERATIONS) {
        const segments = operation.replace(/^\w+ /, "").split("/");
        const given = sent.replace(/\?.*/, "").split("/");
        expect(
          given.map((segment, index) => (/^\{/.test(segments[index] ?? "") ? segments[index] : segment)),
        ).toEqual(segments);
      }
    });

    it("gives each the query that is sent", () => {
      expect(present.flatMap(queryDifferences)).toEqual([]);
    });

    it("gives each the Accept header that is sent, and says who must sign in", () => {
      expect(present.map(({ name, accept, anonymous }) => ({ name, accept, anonymous }))).toEqual(
        present.map(({ name }) => ({ name, accept: acceptOf(name), anonymous: isAnonymous(name) })),
      );
    });

    it("gives each the body that is sent", () => {
      expect(present.flatMap(fieldDifferences)).toEqual([]);
    });
  },
);
