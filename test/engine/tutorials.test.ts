import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { startServer } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorkspace } from "../../tools/engine/workspace.ts";
import { stepsOf, Tutorial } from "../support/tutorial.ts";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const TUTORIALS = join(REPOSITORY, "docs/tutorials");
const CLONE = /git clone https:\S+/g;

/** What runs here has a file of its own; a page without commands needs none. */
const RUN_HERE = ["first-pipeline.md", "without-an-account.md"];

describe("the tutorials, as a reader follows them", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-fivetran-tutorial-")));
    const { PULUMI_BACKEND_URL: _, ...isolated } = (
      await openWorkspace({ folder: join(folder, "pulumi"), project: folder })
    ).env;
    env = {
      ...isolated,
      HOME: join(folder, "home"),
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_prefer_offline: "true",
      npm_config_cache: process.env["npm_config_cache"] ?? join(process.env["HOME"] ?? folder, ".npm"),
      PATH: [join(REPOSITORY, "node_modules/.bin"), isolated["PATH"], dirname(process.execPath)].join(
        delimiter,
      ),
    };
    await mkdir(join(folder, "home"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("are all followed, but for those with nothing to type", async () => {
    const pages = await readdir(TUTORIALS);
    const typed = pages.filter((page) =>
      stepsOf(join(TUTORIALS, page)).some(({ language }) => language === "sh"),
    );
    expect(typed.sort()).toEqual(RUN_HERE);
  });

  it("try it without an account: start, change, remove", async () => {
    const clone = join(folder, "clone");
    await mkdir(clone);
    for (const part of ["Pulumi.yaml", "package.json", "examples", "tools"])
      await cp(join(REPOSITORY, part), join(clone, part), { recursive: true });
    await symlink(join(REPOSITORY, "node_modules"), join(clone, "node_modules"));
    const tutorial = new Tutorial({
      folder,
      env,
      // A clone without the installation, which every CI run makes.
      instead: [
        [CLONE, "mv clone pulumi-fivetran"],
        [/npm start/g, "node tools/quickstart/start.ts"],
        [/npm run destroy/g, "node tools/quickstart/destroy.ts"],
      ],
    });
    await tutorial.follow(stepsOf(join(TUTORIALS, "without-an-account.md")));
  });

  it("your first pipeline: from an empty folder to a running connector, and back", async () => {
    const server = await startServer();
    try {
      const secrets = { "fivetran:apiKey": server.apiKey, "fivetran:apiSecret": server.apiSecret };
      const tutorial = new Tutorial({
        folder,
        env: { ...env, FIVETRAN_API_URL: server.url, PULUMI_CONFIG_PASSPHRASE: "a passphrase" },
        instead: [
          // What is built here already, in the place of a clone that is installed and built anew.
          [CLONE, "mkdir pulumi-fivetran"],
          [/npm ci|npm run build/g, "true"],
          // `--local` is the user's own folder, whatever HOME says.
          [/pulumi login --local/g, `mkdir "${folder}/state" && pulumi login "file://${folder}/state"`],
          [
            /npm pack (.+) --pack-destination \.\.\/packages/g,
            `(cd "${REPOSITORY}" && npm pack $1 --pack-destination "${folder}/packages")`,
          ],
          ...Object.entries(secrets).map(
            ([name, value]) =>
              [new RegExp(`pulumi config set --secret ${name}`, "g"), `printf %s ${value} | $&`] as const,
          ),
          [/pulumi config set --secret (?!fivetran)/g, "printf hunter2-hunter2 | $&"],
        ],
      });
      const steps = stepsOf(join(TUTORIALS, "first-pipeline.md"));
      const changing = steps.findIndex(({ heading }) => heading.startsWith("9."));
      await tutorial.follow(steps.slice(0, changing));
      const client = new FivetranClient({
        apiKey: server.apiKey,
        apiSecret: server.apiSecret,
        baseUrl: server.url,
      });
      const [connection] = await client.connections.list().all();
      expect(connection).toMatchObject({ schema: "orders", paused: false });

      const rules = 'rules: [{ match: { column: "email" }, hashed: true }],\n';
      await tutorial.edit("index.ts", rules, `${rules}  ${steps[changing]?.text ?? ""}`);
      expect(await tutorial.run("pulumi preview")).toMatch(/~ 1 to update/);
      expect(await tutorial.run("pulumi up --yes")).toMatch(/~ 1 updated/);

      await tutorial.follow(steps.slice(changing + 1));
      expect(await client.connections.list().all()).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
