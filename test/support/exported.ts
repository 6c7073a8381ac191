import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import ts from "typescript";

/** The text of every file below a folder, by its path from there. */
export async function filesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [relative(folder, path), await readFile(path, "utf8")] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

/** What a strict compiler says of a program, by its own tsconfig.json; the packages are found from there. */
export function compileErrors(folder: string): string[] {
  const file = join(folder, "tsconfig.json");
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram(fileNames, options);
  return [...errors, ...ts.getPreEmitDiagnostics(program)].map(
    ({ messageText, file: where }) =>
      `${where?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
  );
}

/** The secrets that a stack's file asks for, by their keys with the project. */
export function secretsIn(stackFile: string): { key: string; isList: boolean }[] {
  return [...stackFile.matchAll(/^# (\S+:\S+) \(.*\)\n# {3}(.*)$/gm)].map(([, key = "", command = ""]) => ({
    key,
    isList: command.endsWith("'"),
  }));
}
