import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as engine from "@pulumi-fivetran/engine";
import ts from "typescript";
import { expect, it } from "vitest";
import { duckdbRows, TestFolder } from "../support/moving";

/** The examples of a page, each as a program. */
function examplesOf(page: string): string[] {
  const text = readFileSync(new URL(`../../engine/docs/${page}`, import.meta.url), "utf8");
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
}

/** Runs an example whose paths are in a folder. Returns what it prints. */
async function runExample(code: string, folder: string): Promise<string[]> {
  const lines: string[] = [];
  const print = (...values: unknown[]): void => {
    lines.push(values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(" "));
  };
  const body = code
    .replace(/^import \{ ([^}]*) \} from "@pulumi-fivetran\/engine";$/m, "const { $1 } = engine;")
    .replaceAll('"./', `"${folder}/`);
  const { outputText } = ts.transpileModule(`export async function main(engine, console) {\n${body}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 },
  });
  const url = `data:text/javascript;base64,${Buffer.from(outputText).toString("base64")}`;
  const { main } = (await import(/* @vite-ignore */ url)) as {
    main: (...values: unknown[]) => Promise<void>;
  };
  await main(engine, { log: print });
  return lines;
}

it("the examples of the TypeScript API run, and print what the page says of them", async () => {
  const folder = new TestFolder();
  mkdirSync(folder.file("data"));
  writeFileSync(
    folder.file("data/customers.csv"),
    "id,name,email,phone\n1,Ada,a@example.com,1\n2,,b@example.com,2\n",
  );
  const printed: string[][] = [];
  for (const code of examplesOf("typescript-api.md")) printed.push(await runExample(code, folder.path));
  expect(printed).toEqual([
    ["SUCCESSFUL 2"],
    ['healthy ["shop.customers"] 9 2 true true', '["1 SUCCESSFUL"]', '["tableCreated shop.customers"]'],
    ["sync 1 begins", "tableCreated shop.customers", "shop.customers 2", "SUCCESSFUL"],
    ["1"],
    [expect.stringContaining("segment"), "segment"],
    [""],
  ]);
  expect(
    await duckdbRows(
      folder.file("warehouse.duckdb"),
      "SELECT length(email) AS n, segment FROM shop.customers",
    ),
  ).toEqual([
    { n: "64", segment: null },
    { n: "64", segment: null },
  ]);
  folder[Symbol.dispose]();
});
