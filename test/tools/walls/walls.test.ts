import { describe, expect, it } from "vitest";
import { cyclesIn } from "../../../tools/walls/cycles.ts";
import { importsOf } from "../../../tools/walls/imports.ts";
import { brokenWalls } from "../../../tools/walls/rules.ts";

const imports = (files: Readonly<Record<string, string>>) => importsOf(new Map(Object.entries(files)));

describe("the walls", () => {
  it.each<[what: string, file: string, text: string]>([
    ["core uses a face", "core/src/a.ts", 'import { Group } from "pulumi-fivetran";'],
    ["the client uses core", "sdk/src/a.ts", 'import type { Handler } from "@pulumi-fivetran/core";'],
    [
      "the server uses the client",
      "server/src/a.ts",
      'import { FivetranClient } from "@pulumi-fivetran/sdk";',
    ],
    ["another file uses the engine", "server/src/a.ts", 'void import("@pulumi-fivetran/engine");'],
    ["a package's inside by name", "provider/src/a.ts", 'export * from "@pulumi-fivetran/core/dist/run";'],
    ["a package's inside by path", "provider/src/a.ts", 'import type { A } from "../../core/src/b";'],
    ["an import in a type", "server/src/a.ts", 'type A = import("pulumi-fivetran").Group;'],
    ["a required module", "sdk/src/a.ts", 'const a = require("@pulumi-fivetran/core");'],
    ["an area sends by itself", "sdk/src/resources/a.ts", 'import { Caller } from "../calls/caller";'],
    ["limits know retries", "sdk/src/limits/a.ts", 'import { withRetries } from "../calls/retry";'],
    ["a program asks people", "provider/src/a.ts", 'import { text } from "@clack/prompts";'],
    ["core has a command line", "core/src/a.ts", 'void import("commander");'],
    ["words use the client", "sdk/src/words/a.ts", 'import { z } from "../client";'],
    [
      "the state knows Fivetran",
      "server/src/state/a.ts",
      'import type { Account } from "../domain/account";',
    ],
  ])("stand where %s", (_, file, text) => {
    expect(brokenWalls(imports({ [file]: text }))).toEqual([expect.stringContaining(`${file}: imports`)]);
  });

  it.each<[what: string, file: string, text: string]>([
    ["core uses the client", "core/src/a.ts", 'import type { Group } from "@pulumi-fivetran/sdk";'],
    [
      "a face uses a room of core",
      "provider/src/a.ts",
      'import { isObject } from "@pulumi-fivetran/core/values";',
    ],
    ["the server reads words", "server/src/a.ts", 'import { parseName } from "@pulumi-fivetran/sdk/words";'],
    [
      "the server's command loads the engine",
      "server/src/command.ts",
      'void import("@pulumi-fivetran/engine");',
    ],
    ["the command line asks people", "cli/src/a.ts", 'void import("@clack/prompts");'],
    ["a package that is not ours", "core/src/a.ts", 'import { z } from "zod";'],
  ])("have a door where %s", (_, file, text) => {
    expect(brokenWalls(imports({ [file]: text }))).toEqual([]);
  });

  it("a handler uses another by its index, and shared rooms freely", () => {
    const folder = "core/src/handlers/";
    const files = {
      [`${folder}connector.ts`]: 'import "./connector/api"; import "./members/list";',
      [`${folder}connector/api.ts`]: "",
      [`${folder}connector/index.ts`]: 'export { a } from "./api";',
      [`${folder}members/list.ts`]: "",
      [`${folder}schedule.ts`]: 'import "./connector/index";',
    };
    expect(brokenWalls(imports(files))).toEqual([]);
    const wrong = { ...files, [`${folder}schedule.ts`]: 'import "./connector/api"; import "./connector";' };
    expect(brokenWalls(imports(wrong))).toHaveLength(2);
  });
});

describe("cycles", () => {
  it("are found through types and dynamic imports, each once", () => {
    const files = {
      "sdk/src/a.ts": 'import type { B } from "./b";',
      "sdk/src/b.ts": 'export { C } from "./c/index";',
      "sdk/src/c/index.ts": 'void import("../a.js");',
      "sdk/src/d.ts": 'import "./a"; type E = import("./e").E;',
      "sdk/src/e.ts": 'import "./d";',
      "sdk/src/f.ts": 'import "./a"; import "axios";',
    };
    expect(cyclesIn(imports(files))).toEqual([
      ["sdk/src/a.ts", "sdk/src/b.ts", "sdk/src/c/index.ts"],
      ["sdk/src/d.ts", "sdk/src/e.ts"],
    ]);
  });
});
