import { describe, expect, it } from "vitest";
import { readCommandLine, UsageError } from "../../operations/src/commandOptions";

const HOUR = 60 * 60 * 1000;
const optionsOf = (args: readonly string[], environment: Record<string, string> = {}) =>
  readCommandLine(args, { HOME: "/home/me", ...environment }).options;

describe("readCommandLine", () => {
  it("reads what is done about events", () => {
    expect(
      optionsOf(
        ["--webhooks", "8001", "--hold-back-failures", "6h", "--watch-schemas", "--account", "prod"],
        {
          FIVETRAN_WEBHOOK_SECRET: "s",
          FIVETRAN_OPERATIONS_SLACK_URL: "https://hooks.example/x",
        },
      ),
    ).toMatchObject({
      account: "prod",
      webhooks: { host: "127.0.0.1", port: 8001, secret: "s", allowUnsigned: false },
      events: { holdBackMs: 6 * HOUR, watchSchemas: true, slackUrl: "https://hooks.example/x" },
    });
    expect(optionsOf([])).not.toHaveProperty("reactivate");
  });

  it.each([
    [["--reactivate", "a", "b", "--port", "1"]],
    [["--reactivate", "a", "--reactivate", "b"]],
    [["--reactivate", "a,b"]],
  ])("takes the ids of %j", (args) => {
    expect(optionsOf(args).reactivate).toEqual(["a", "b"]);
  });

  it("takes options from the environment, and the command line first", () => {
    const environment = { FIVETRAN_OPERATIONS_REACTIVATE: "a b", FIVETRAN_OPERATIONS_PORT: "1" };
    expect(optionsOf(["--port", "2"], environment)).toMatchObject({ port: 2, reactivate: ["a", "b"] });
  });

  it.each([
    ["an argument that belongs to nothing", ["somewhere"], /Unexpected argument 'somewhere'/],
    ["an unknown option", ["--reactivated", "a"], /--reactivated/],
    ["a span that is none", ["--hold-back-failures", "soon"], /--hold-back-failures must be a duration/],
    ["a port that is none", ["--port", "http"], /--port must be a number/],
  ])("refuses %s", (_, args, said) => {
    expect(() => optionsOf(args)).toThrow(UsageError);
    expect(() => optionsOf(args)).toThrow(said);
  });
});
