/** The project around a program. */
import type { Files } from "./program";

export interface ProjectOptions {
  /** The project's name, which is also the namespace of its configuration. */
  readonly project: string;
  /** Of pulumi-fivetran; that of this command, since all packages share one. */
  readonly version: string;
}

export function projectFiles({ project, version }: ProjectOptions): Files {
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  return {
    "Pulumi.yaml": `name: ${project}\nruntime: nodejs\ndescription: A Fivetran account\n`,
    "package.json": json({
      name: project,
      private: true,
      main: "index.ts",
      dependencies: { "@pulumi/pulumi": "^3.220.0", "pulumi-fivetran": `^${version}` },
      devDependencies: { "@types/node": "^24.0.0", typescript: "^6.0.3" },
    }),
    "tsconfig.json": json({
      compilerOptions: {
        strict: true,
        target: "es2022",
        module: "node16",
        moduleResolution: "node16",
        skipLibCheck: true,
        noEmit: true,
        types: ["node"],
        rootDir: ".",
      },
      include: ["**/*.ts"],
    }),
    ".gitignore": "node_modules/\n",
  };
}
