import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildOnce, engineCacheFolder } from "../../../tools/engine/cache.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** A process id that the tests declare dead. */
const DEAD = 999_999;
const isAlive = (pid: number): boolean => pid !== DEAD;
const silent = (): void => undefined;

/** A builder that leaves one file, and counts how often it is asked. */
function fakeBuilder(): { builds: number; build: (temporary: string) => Promise<void> } {
  const builder = {
    builds: 0,
    build: async (temporary: string): Promise<void> => {
      builder.builds++;
      writeFileSync(join(temporary, "pulumi"), "engine");
    },
  };
  return builder;
}

function target(): { cache: string; folder: string } {
  const cache = join(temporaryFolder(), "cache");
  return { cache, folder: join(cache, "1.0.0") };
}

describe("engineCacheFolder", () => {
  it("follows XDG_CACHE_HOME, and ignores an empty one", () => {
    expect(engineCacheFolder({ XDG_CACHE_HOME: "/caches" })).toBe("/caches/pulumi-fivetran/engine");
    expect(engineCacheFolder({ XDG_CACHE_HOME: "" })).toMatch(/\/\.cache\/pulumi-fivetran\/engine$/);
  });
});

describe("buildOnce", () => {
  it("builds once, and leaves nothing but the folder", async () => {
    const { cache, folder } = target();
    const builder = fakeBuilder();
    await buildOnce(folder, builder.build, silent);
    await buildOnce(folder, builder.build, silent);
    expect(builder.builds).toBe(1);
    expect(readFileSync(join(folder, "pulumi"), "utf8")).toBe("engine");
    expect(readdirSync(cache)).toEqual([basename(folder)]);
  });

  it("lets a second run wait for the first, say so once, and use its result", async () => {
    const { folder } = target();
    const builder = fakeBuilder();
    const said: string[] = [];
    let finishBuild: () => void = () => undefined;
    const buildMayFinish = new Promise<void>((resolve) => {
      finishBuild = resolve;
    });
    const buildStarted = Promise.withResolvers<void>();
    const first = buildOnce(
      folder,
      async (temporary) => {
        buildStarted.resolve();
        await buildMayFinish;
        await builder.build(temporary);
      },
      silent,
    );
    await buildStarted.promise;
    let waits = 0;
    const sleep = async (): Promise<void> => {
      waits++;
      if (waits < 3) return;
      finishBuild();
      await first;
    };
    await buildOnce(folder, builder.build, (line) => said.push(line), { sleep });
    expect(builder.builds).toBe(1);
    expect(waits).toBe(3);
    expect(said).toEqual([expect.stringContaining(`process ${process.pid}`)]);
  });

  it("leaves nothing of a build that fails, and builds the next time", async () => {
    const { cache, folder } = target();
    const failing = buildOnce(
      folder,
      async (temporary) => {
        writeFileSync(join(temporary, "half"), "");
        throw new Error("no network");
      },
      silent,
    );
    await expect(failing).rejects.toThrow("no network");
    expect(readdirSync(cache)).toEqual([]);
    await buildOnce(folder, fakeBuilder().build, silent);
    expect(readdirSync(folder)).toEqual(["pulumi"]);
  });

  it("takes over from a build that was killed, and removes what it left", async () => {
    const { cache, folder } = target();
    mkdirSync(`${folder}.tmp-${DEAD}-abcd`, { recursive: true });
    writeFileSync(join(`${folder}.tmp-${DEAD}-abcd`, "half"), "");
    writeFileSync(`${folder}.lock`, `${DEAD} ${hostname()}\n`);
    const builder = fakeBuilder();
    await buildOnce(folder, builder.build, silent, { isAlive });
    expect(builder.builds).toBe(1);
    expect(readdirSync(cache)).toEqual([basename(folder)]);
  });

  it("never takes a half-built folder of another live run away", async () => {
    const { cache, folder } = target();
    const other = `${folder}.tmp-${process.ppid}-abcd`;
    mkdirSync(other, { recursive: true });
    await buildOnce(folder, fakeBuilder().build, silent, { isAlive });
    expect(readdirSync(cache).sort()).toEqual([basename(folder), basename(other)]);
  });

  it("waits for a live lock of another machine, and takes it over once nobody touches it", async () => {
    const { cache, folder } = target();
    mkdirSync(cache);
    writeFileSync(`${folder}.lock`, `${DEAD} another-host\n`);
    const touched = 1_000_000;
    utimesSync(`${folder}.lock`, touched, touched);
    let now = touched * 1000;
    const sleep = async (): Promise<void> => {
      now += 20_000;
    };
    const builder = fakeBuilder();
    await buildOnce(folder, builder.build, silent, { now: () => now, sleep, isAlive });
    expect(now - touched * 1000).toBe(60_000);
    expect(builder.builds).toBe(1);
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it("keeps the result of whoever was first, should two runs build at once", async () => {
    const { cache, folder } = target();
    await buildOnce(
      folder,
      async (temporary) => {
        writeFileSync(join(temporary, "pulumi"), "second");
        mkdirSync(folder);
        writeFileSync(join(folder, "pulumi"), "first");
      },
      silent,
    );
    expect(readFileSync(join(folder, "pulumi"), "utf8")).toBe("first");
    expect(readdirSync(cache)).toEqual([basename(folder)]);
  });
});
