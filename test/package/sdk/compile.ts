import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as typescript from "typescript";

const FOLDER = dirname(fileURLToPath(import.meta.url));

/** What a compiler has to say of a program. */
interface Compiled {
  /** Of the program: `<line>: <message>`, the first line being 1. */
  readonly errors: string[];

  /** Of each declaration file whose path matches: `<path>:<line>: <message>`. Which files there are comes first. */
  readonly declarations: (matching: RegExp) => { files: string[]; errors: string[] };
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
  const read = filesOf(ts, options);
  host.getSourceFile = (name, target, ...rest) => {
    if (name === file) return ts.createSourceFile(name, program, target);
    if (!read.has(name)) read.set(name, getSourceFile.call(host, name, target, ...rest));
    return read.get(name);
  };
  const compiled = ts.createProgram(
    [file],
    { ...options, noEmit: true, skipLibCheck: false, strict: true },
    host,
  );
  const told = (diagnostic: typescript.Diagnostic): string => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
    return `${line + 1}: ${message}`;
  };
  const errorsOf = (source: typescript.SourceFile | undefined): string[] =>
    [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)].map(told);
  return {
    errors: [
      ...[...compiled.getOptionsDiagnostics(), ...compiled.getGlobalDiagnostics()].map(told),
      ...errorsOf(compiled.getSourceFile(file)),
    ],
    declarations: (matching) => {
      const read = compiled.getSourceFiles().filter(({ fileName }) => matching.test(fileName));
      return {
        files: read.map(({ fileName }) => fileName),
        errors: read.flatMap((each) => errorsOf(each).map((error) => `${each.fileName}:${error}`)),
      };
    },
    instantiations: () => compiled.getInstantiationCount(),
  };
}

/**
 * What an editor offers in programs that import the built packages by name. Files that several programs share are read
 * once.
 */
export function makeEditor(
  ts: typeof typescript,
  options: typescript.CompilerOptions,
): { completions: (marked: string) => string[] } {
  const registry = ts.createDocumentRegistry();
  return { completions: (marked) => completions(ts, marked, options, registry) };
}

type Files = Map<string, typescript.SourceFile | undefined>;

/** The declarations that several programs share are read once for a compiler and its options. */
const filesByCompiler = new Map<string, Files>();

function filesOf(ts: typeof typescript, options: typescript.CompilerOptions): Files {
  const key = `${ts.version} ${JSON.stringify(options)}`;
  const known = filesByCompiler.get(key);
  if (known !== undefined) return known;
  const files: Files = new Map();
  filesByCompiler.set(key, files);
  return files;
}

/** The names that are offered where `|` stands in a program. */
function completions(
  ts: typeof typescript,
  marked: string,
  options: typescript.CompilerOptions,
  registry: typescript.DocumentRegistry,
): string[] {
  const file = join(FOLDER, "consumer.ts");
  const position = marked.indexOf("|");
  const program = marked.slice(0, position) + marked.slice(position + 1);
  const system = ts.sys;
  const host: typescript.LanguageServiceHost = {
    ...system,
    useCaseSensitiveFileNames: () => system.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ ...options, noEmit: true, strict: true }),
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? program : "1"),
    getScriptSnapshot: (name) => {
      const text = name === file ? program : system.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
  };
  const service = ts.createLanguageService(host, registry);
  const offered = service.getCompletionsAtPosition(file, position, undefined)?.entries ?? [];
  service.dispose();
  return offered.map(({ name }) => name);
}
