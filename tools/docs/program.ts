import ts from "typescript";

/**
 * The source that a file of a package leads to, with its types, without any output.
 *
 * @param entry the package's `index.ts`
 * @param more options that this package needs besides
 */
export function programOf(entry: string, more: ts.CompilerOptions): ts.Program {
  return ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    ...more,
  });
}
