import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as typescript from "typescript";

const FOLDER = dirname(fileURLToPath(import.meta.url));

/** What a compiler has to say of a program. */
interface Compiled {
  /** `<line>: <message>`, the first line of the program being 1. */
  readonly errors: string[];
  /** How often a generic type was made concrete: what type checks cost, whatever the machine. From TypeScript 4 on. */
  readonly instantiations: () => number;
}

/**
 * Checks a program that imports the built packages by name, as a user's would. It is not written anywhere.
 *
 * @param ts The compiler: ours, or one as old as Pulumi's.
 */
export function compile(
  ts: typeof typescript,
  program: string,
  options: typescript.CompilerOptions,
): Compiled {
  const file = join(FOLDER, "consumer.ts");
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? program : readFile.call(host, name));
  host.getSourceFile = (name, target, ...rest) =>
    name === file
      ? ts.createSourceFile(name, program, target)
      : getSourceFile.call(host, name, target, ...rest);
  const compiled = ts.createProgram(
    [file],
    { ...options, noEmit: true, skipLibCheck: true, strict: true },
    host,
  );
  const errors = ts.getPreEmitDiagnostics(compiled).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
    return `${line + 1}: ${message}`;
  });
  return { errors, instantiations: () => compiled.getInstantiationCount() };
}
