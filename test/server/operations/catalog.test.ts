import { describe, expect, it } from "vitest";
import { documentOperations, routeKey } from "../../../server/src/facts/operations";
import {
  ALIASES,
  CONNECTORS,
  documentedOperation,
  isRetired,
  RETIRED,
} from "../../../server/src/http/aliases";
import { operations } from "../../../server/src/operations/catalog";

const served = operations.map(({ method, path }) => routeKey(method, path));
const documented = documentOperations().map(({ method, path }) => routeKey(method, path));

describe("the catalog of operations", () => {
  it("serves every operation of the API's document", () => {
    expect(documented).toHaveLength(179);
    expect(documented.filter((key) => !served.includes(key))).toEqual([]);
  });

  it("serves nothing else but older names, whose source is known", () => {
    const aliases = ALIASES.map(({ method, path }) => routeKey(method, path));
    const explained = [...documented, ...aliases];
    const newer = (key: string): string => key.replace(CONNECTORS.older, CONNECTORS.newer);
    const retired = RETIRED.map(({ method, path }) => routeKey(method, path));
    const unexplained = served.filter((key) => !retired.includes(key) && !explained.includes(newer(key)));
    expect(unexplained).toEqual([]);
    expect(retired.filter((key) => !served.includes(key) || documented.includes(newer(key)))).toEqual([]);
  });

  it("serves every older name", () => {
    const aliases = ALIASES.map(({ method, path }) => routeKey(method, path));
    const older = documented.filter((key) => key.includes(CONNECTORS.newer));
    const connectors = older.map((key) => key.replace(CONNECTORS.newer, CONNECTORS.older));
    expect(connectors.length).toBeGreaterThan(40);
    expect([...aliases, ...connectors].filter((key) => !served.includes(key))).toEqual([]);
  });

  it("has no operation twice", () => {
    expect(served.filter((key, index) => served.indexOf(key) !== index)).toEqual([]);
  });

  it("takes a body exactly where the document has one", () => {
    // These take what the document does not know of: an older name's body, and a body that is ignored there.
    const differing = operations.filter(({ method, path, body, upload }) => {
      const request = documentedOperation(method, path)?.request;
      return (body !== undefined || upload) !== (request !== undefined);
    });
    const bodiless = ALIASES.map(({ method, path }) => routeKey(method, path));
    const keys = differing.map(({ method, path }) =>
      routeKey(method, path.replace(CONNECTORS.older, CONNECTORS.newer)),
    );
    expect(keys.filter((key) => !bodiless.includes(key))).toEqual([]);
  });

  it("answers a success with the status that the document and real clients know", () => {
    const wrong = operations.filter(({ method, path, status }) => {
      if (isRetired(method, path)) return false;
      const answers = documentedOperation(method, path)?.answers ?? {};
      return !Object.hasOwn(answers, String(status));
    });
    expect(wrong.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([]);
  });
});
