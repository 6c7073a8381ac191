import { spawn } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fileStore } from "../../../server/src/store/fileStore";
import { type Store, StoreError } from "../../../server/src/store/store";

describe("the file store", () => {
  let folder: string;
  let log: string;
  const open: Store[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
    log = join(folder, "account.jsonl");
  });
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
    rmSync(folder, { recursive: true });
  });

  const start = (): Store => {
    const store = fileStore(folder);
    open.push(store);
    return store;
  };
  const restart = async (): Promise<Store> => {
    for (const store of open.splice(0)) await store.close();
    return start();
  };
  const put = (id: string, value: unknown = id) => ({ collection: "things", id, value });
  const idsIn = (store: Store): string[] => store.load().map(({ id }) => id);

  it("gives back what was committed, in the order of first writing, without what was removed", async () => {
    const store = start();
    await store.commit([put("a", { x: "ü\n" }), put("b")]);
    await store.commit([put("c"), { collection: "things", id: "b" }]);
    await store.commit([put("a", { x: 2 }), put("__proto__")]);
    const entries = (await restart()).load();
    expect(entries).toEqual([put("a", { x: 2 }), put("c"), put("__proto__")]);
  });

  it("is closed once no upload is being written any more", async () => {
    const store = fileStore(folder);
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from("half");
      await ended;
      throw new Error("broken off");
    };
    const written = store.blobs.write(broken()).catch((error: unknown) => error);
    const left = store.close().then(() => readdirSync(join(folder, "blobs")));
    end();
    expect(await left).toEqual([]);
    expect(await written).toEqual(new Error("broken off"));
  });

  it("has each commit on disk when it resolves, whole, though many share a write", async () => {
    const store = start();
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => store.commit([put(`${index}`), put(`${index}-twin`)])),
    );
    const lines = readFileSync(log, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(201);
    for (const line of lines.slice(1)) expect(line).toMatch(/^[0-9a-f]{8} \[\["things",/);
  });

  /** The files in which torn ends were kept, with what is in them. */
  const asides = (): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.includes("torn"))
        .map((name) => [name, readFileSync(join(folder, name), "latin1")]),
    );

  it("drops a last write that a crash tore, at whatever byte, keeps it aside, and says so", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const store = start();
    await store.commit([put("kept")]);
    const kept = statSync(log).size;
    await store.commit([put("torn-1"), put("torn-2")]);
    const whole = readFileSync(log);
    await store.close();
    open.splice(0);
    let torn = 0;
    for (let size = kept + 1; size < whole.length; size += 7) {
      writeFileSync(log, whole);
      truncateSync(log, size);
      const reopened = start();
      expect(idsIn(reopened)).toEqual(["kept"]);
      torn += 1;
      expect(asides()[`account.torn-${torn}`]).toBe(whole.toString("latin1", kept, size));
      expect(said).toHaveBeenLastCalledWith(expect.stringContaining(`account.torn-${torn}`));
      await reopened.commit([put("later")]);
      expect(idsIn(await restart())).toEqual(["kept", "later"]);
      for (const last of open.splice(0)) await last.close();
    }
    expect(Object.keys(asides())).toHaveLength(torn);
    said.mockRestore();
  });

  it("takes a transaction of many lines as one: without its last line, it is torn", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const store = start();
    await store.commit([put("kept")]);
    const many = Array.from({ length: 1_001 }, (_, index) => put(`many-${index}`));
    await store.commit(many);
    expect(idsIn(await restart())).toHaveLength(1_002);
    for (const last of open.splice(0)) await last.close();
    const lines = readFileSync(log, "utf8").split("\n");
    expect(lines.filter((line) => line[8] === "+")).toHaveLength(10);
    writeFileSync(log, `${lines.slice(0, -2).join("\n")}\n`);
    expect(idsIn(start())).toEqual(["kept"]);
    expect(said).toHaveBeenCalledWith(expect.stringContaining("was torn by a crash"));
    said.mockRestore();
  });

  /** Three commits, and the text of their log. */
  const written = async (): Promise<string> => {
    const store = start();
    for (const id of ["a", "b", "c"]) await store.commit([put(id)]);
    await store.close();
    open.splice(0);
    return readFileSync(log, "utf8");
  };

  it.each([
    ["the first", 2, (text: string) => text.replace('"a"', '"x"')],
    ["one in the middle", 3, (text: string) => text.replace('"b"', '"x"')],
    ["the last", 4, (text: string) => text.replace('"c"', '"x"')],
    ["the last, all of it", 4, (text: string) => text.replace(/[^\n]*\n$/, "what an editor left\n")],
    [
      "one with a right checksum of something else",
      4,
      (text: string) => text.replace(/\n[^\n]*\n$/, '\n0de0d8dc "no changes"\n'),
    ],
    ["an empty one", 5, (text: string) => `${text}\n`],
    ["one of another end of line", 2, (text: string) => text.replaceAll("\n", "\r\n").replace("\r", "")],
  ])(
    "refuses a whole line that is not what was written: %s; and changes nothing",
    async (_which, line, damage) => {
      const text = await written();
      const damaged = damage(text);
      writeFileSync(log, damaged);
      const before = readdirSync(folder).sort();
      expect(() => start()).toThrow(
        new RegExp(`account.jsonl is damaged at line ${line}.*Nothing was changed.*backup`),
      );
      expect(readFileSync(log, "utf8")).toBe(damaged);
      expect(readdirSync(folder).sort()).toEqual(before);
      writeFileSync(log, text);
      expect(idsIn(start())).toEqual(["a", "b", "c"]);
    },
  );

  it.each(["", "something else\n", "fivetran-local 2\n", "no line feed"])(
    "refuses a log that is not its own, and leaves it: %j",
    (text) => {
      writeFileSync(log, text);
      expect(() => start()).toThrow(/was not written by this version/);
      expect(readFileSync(log, "utf8")).toBe(text);
      expect(readdirSync(folder)).toEqual(["account.jsonl"]);
    },
  );

  it("reads and writes a log of lines that no piece of a reading holds, in any script", async () => {
    const store = start();
    const value = "ü🦊".repeat(400_000);
    for (const id of ["a", "b", "c"]) await store.commit([put(id, value)]);
    expect((await restart()).load()).toEqual(["a", "b", "c"].map((id) => put(id, value)));
  });

  it.each([
    ["somebody's files", ["notes.txt"]],
    ["somebody's blobs", ["blobs/picture.png"]],
    ["somebody's blobs that are called like its own", [`blobs/${"a".repeat(64)}`]],
    ["somebody's folders", ["photos/one.jpg", ".git/config"]],
  ])("refuses a folder with %s, says what is in it, and touches nothing", (_what, paths) => {
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), path);
    }
    const before = readdirSync(folder, { recursive: true }).sort();
    expect(() => start()).toThrow(
      /is not one of fivetran-local's: it holds '[^']+'.*Nothing in it was changed/,
    );
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
    for (const path of paths) expect(readFileSync(join(folder, path), "utf8")).toBe(path);
  });

  it("takes a folder that a server left which was killed at its first start", () => {
    mkdirSync(join(folder, "blobs"));
    for (const name of ["server.lock", ".lock-0-1", "account.jsonl.new"])
      writeFileSync(join(folder, name), "");
    mkdirSync(join(folder, "lost+found"));
    expect(idsIn(start())).toEqual([]);
  });

  it("removes of its blobs only what it wrote itself", async () => {
    const store = start();
    const { sha256 } = await store.blobs.write(Readable.from([Buffer.from("its own")]));
    const blobs = join(folder, "blobs");
    for (const name of ["picture.png", `${"a".repeat(64)}.txt`, "A".repeat(64)])
      writeFileSync(join(blobs, name), name);
    mkdirSync(join(blobs, "b".repeat(64)));
    writeFileSync(join(blobs, ".new-0a1b2c3d-0000-4000-8000-000000000000"), "the draft of a killed server");
    store.blobs.retain(new Set());
    expect(readdirSync(blobs).sort()).toEqual(
      ["picture.png", `${"a".repeat(64)}.txt`, "A".repeat(64), "b".repeat(64)].sort(),
    );
    expect(store.blobs.has(sha256)).toBe(false);
  });

  it("shrinks at a start to what is live", async () => {
    const store = start();
    for (let round = 0; round < 50; round++) await store.commit([put("same", "x".repeat(1000))]);
    const before = statSync(log).size;
    expect(idsIn(await restart())).toEqual(["same"]);
    expect(statSync(log).size).toBeLessThan(before / 10);
  });

  it("shrinks while it is open, and loses nothing", async () => {
    const store = start();
    await store.commit([put("other")]);
    const value = "x".repeat(1_000_000);
    for (let round = 0; round < 8; round++) await store.commit([put("same", value)]);
    expect(statSync(log).size).toBeLessThan(6_000_000);
    await store.commit([put("last")]);
    expect(idsIn(await restart())).toEqual(["other", "same", "last"]);
  });

  it("is for one server at a time, and free again when that one has closed", async () => {
    const store = start();
    expect(() => fileStore(folder)).toThrow(/is used by another fivetran-local \(process \d+\)/);
    await store.close();
    open.splice(0);
    expect(idsIn(start())).toEqual([]);
  });

  it("takes over the lock of a dead process, and respects that of a living one", async () => {
    const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    const exited = new Promise((resolve) => child.once("exit", resolve));
    const lock = join(folder, "server.lock");
    writeFileSync(lock, JSON.stringify({ pid: child.pid, token: "t" }));
    expect(() => start()).toThrow(`process ${child.pid}`);
    child.kill("SIGKILL");
    await exited;
    expect(idsIn(start())).toEqual([]);
  });

  it.skipIf(process.platform !== "linux")(
    "takes over the lock of a process that has ended unnoticed",
    async () => {
      // The inner shell prints its number and ends; its parent has become `cat`, which never asks what became of it.
      const parent = spawn("sh", ["-c", 'sh -c "echo \\$\\$" & exec cat >/dev/null'], {
        stdio: ["pipe", "pipe", "ignore"],
      });
      let printed = "";
      for await (const piece of parent.stdout) printed += String(piece);
      const pid = Number(printed);
      const state = (): string | undefined => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];
      await expect.poll(state).toBe("Z");
      writeFileSync(join(folder, "server.lock"), JSON.stringify({ pid, token: "t" }));
      expect(idsIn(start())).toEqual([]);
      parent.stdin.end();
    },
  );

  it.each([
    "",
    "nonsense",
    '{"pid":1}',
    `{"pid":${process.pid},"token":"of an earlier process with this number"}`,
  ])("takes over the lock %j", (text) => {
    writeFileSync(join(folder, "server.lock"), text);
    expect(idsIn(start())).toEqual([]);
  });

  it.each([
    ["none", 0],
    ["half", 0.5],
    ["all", 1],
  ] as const)("asks before each write how much of it is to be done: %s", async (portion, share) => {
    let writes = 0;
    let left = Buffer.alloc(0);
    const store = fileStore(folder, {
      diskWrite: () => (++writes === 2 ? portion : undefined),
      // The process ends here: what is in the file then is what the next start finds.
      endProcess: () => {
        left = readFileSync(log);
        throw new Error("the process has ended");
      },
    });
    open.push(store);
    const said = vi.spyOn(console, "error").mockReturnValue();
    await store.commit([put("a")]);
    const before = statSync(log).size;
    const line = before - readFileSync(log, "utf8").indexOf("\n") - 1;
    await expect(store.commit([put("b")])).rejects.toThrow("the process has ended");
    expect(left.length - before).toBe(Math.floor(line * share));
    for (const last of open.splice(0)) await last.close();
    writeFileSync(log, left);
    expect(idsIn(start())).toEqual(share === 1 ? ["a", "b"] : ["a"]);
    said.mockRestore();
  });

  it("is closed for good", async () => {
    const store = start();
    await store.close();
    open.splice(0);
    await expect(store.commit([put("a")])).rejects.toThrow(StoreError);
  });

  it("leaves no draft behind and is readable by its owner only", async () => {
    await start().commit([put("a")]);
    appendFileSync(join(folder, "unrelated"), "x");
    expect(statSync(log).mode & 0o077).toBe(0);
  });
});
