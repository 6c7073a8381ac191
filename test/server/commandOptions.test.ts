import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCommandLine, UsageError } from "../../server/src/commandOptions";

const optionsOf = (...args: string[]) => readCommandLine(args, {}).options;
const MIB = 1024 * 1024;

describe("the command's options", () => {
  it("say how much is read and kept, in MiB", () => {
    expect(optionsOf("--max-body", "1", "--journal", "2")).toMatchObject({
      maxBodyBytes: MIB,
      journalBytes: 2 * MIB,
    });
    expect(optionsOf()).not.toHaveProperty("maxBodyBytes");
    expect(() => optionsOf("--max-body", "257")).toThrow(UsageError);
    expect(() => optionsOf("--journal", "-1")).toThrow(UsageError);
  });

  it("name further hosts", () => {
    expect(optionsOf("--allow-host", "a.internal, b.internal,")).toMatchObject({
      allowedHosts: ["a.internal", "b.internal"],
    });
    expect(readCommandLine([], { FIVETRAN_LOCAL_ALLOW_HOST: "c" }).options).toMatchObject({
      allowedHosts: ["c"],
    });
  });

  it("let uploaded code run, only where they say so, and with limits", () => {
    const engine = ["--engine", "--stand-ins", "s.yaml"];
    const read = (...args: string[]) => readCommandLine([...engine, ...args], {});
    expect(read().engine?.connectors).toBeUndefined();
    expect(read().options.runConnectors).toBeUndefined();
    const run = read(
      "--run-connectors",
      "--connector-time",
      "60",
      "--connector-memory",
      "512",
      "--data",
      "kept",
    );
    expect(run.options.runConnectors).toBe(true);
    expect(run.engine?.connectors).toEqual({
      folder: join("kept", "connectors"),
      python: undefined,
      timeLimitMs: 60_000,
      memoryLimitMb: 512,
    });
    expect(() => readCommandLine(["--run-connectors"], {})).toThrow(/give --engine and --stand-ins too/);
    expect(() => read("--connector-time", "60")).toThrow(/give --run-connectors too/);
    expect(() => read("--run-connectors", "--connector-time", "soon")).toThrow(/must be a number/);
    // What lets code run is written, not inherited.
    const inherited = readCommandLine(engine, { FIVETRAN_LOCAL_RUN_CONNECTORS: "true" });
    expect([inherited.options.runConnectors, inherited.engine?.connectors]).toEqual([undefined, undefined]);
  });

  it("name what an engine moves, and where it keeps its salts", () => {
    const engineOf = (...args: string[]) => readCommandLine(args, {}).engine;
    expect(engineOf()).toBeUndefined();
    expect(engineOf("--engine", "--stand-ins", "s.yaml")).toEqual({
      isInit: false,
      standIns: "s.yaml",
      folder: undefined,
    });
    expect(engineOf("--engine", "--init-stand-ins", "--data", "kept")).toEqual({
      isInit: true,
      standIns: "stand-ins.yaml",
      folder: join("kept", "engine"),
    });
    expect(() => engineOf("--engine", "--init-stand-ins")).toThrow(/give --data <folder>/);
    expect(() => engineOf("--init-stand-ins", "--data", "kept")).toThrow(/give --engine too/);
    expect(engineOf("--engine", "--stand-ins", "s.yaml", "--data", "kept")?.folder).toBe(
      join("kept", "engine"),
    );
    expect(() => engineOf("--engine")).toThrow(/give --stand-ins/);
    expect(() => engineOf("--stand-ins", "s.yaml")).toThrow(/give --engine too/);
    expect(readCommandLine([], { FIVETRAN_LOCAL_STAND_INS: "s.yaml" }).engine).toBeUndefined();
    expect(readCommandLine(["--engine"], { FIVETRAN_LOCAL_STAND_INS: "s.yaml" }).engine?.standIns).toBe(
      "s.yaml",
    );
  });

  it("complete a key that is given without its secret: with the default on loopback, elsewhere with a random one", () => {
    expect(optionsOf("--key", "k").keys).toEqual([{ key: "k", secret: "local-secret" }]);
    const [elsewhere] = optionsOf("--key", "k", "--host", "0.0.0.0").keys ?? [];
    expect(elsewhere?.key).toBe("k");
    expect(elsewhere?.secret).toMatch(/^[\w-]{32}$/);
    expect(optionsOf("--host", "0.0.0.0")).not.toHaveProperty("keys");
  });
});
