/**
 * The code that Pulumi keeps in a state for a dynamic resource of pulumi-fivetran. Pulumi makes it of a small function when a program runs;
 * an import file needs it before any program has run. A test holds it to what Pulumi makes.
 */
export function providerText(kind: string): string {
  const within = (scope: string, code: string): string =>
    `  return (function() {\n    with({ ${scope}, this: undefined, arguments: undefined }) {\n\n${code}\n\n    }\n  }).apply(undefined, undefined).apply(this, arguments);\n`;
  const configure = [
    "return function /*configure*/(request) {",
    '            require("pulumi-fivetran/runtime").install(this, kind, request);',
    "        };",
  ].join("\n");
  return [
    "exports.handler = __f0;\n\nvar __shell = {configure: __f1};\n\n",
    `function __f1(__0) {\n${within(`kind: ${JSON.stringify(kind)}`, configure)}}\n\n`,
    `function __f0() {\n${within("shell: __shell", "return () => shell;")}}\n`,
  ].join("");
}
