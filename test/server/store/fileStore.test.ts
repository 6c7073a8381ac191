import { spawn } from "node:child_process";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileStore } from "../../../server/src/store/fileStore";
import type { Store } from "../../../server/src/store/store";

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

  it("drops a last line that a crash tore, at whatever byte", async () => {
    const store = start();
    await store.commit([put("kept")]);
    const kept = statSync(log).size;
    await store.commit([put("torn-1"), put("torn-2")]);
    const whole = readFileSync(log);
    await store.close();
    open.splice(0);
    for (let size = kept; size < whole.length; size += 7) {
      writeFileSync(log, whole);
      truncateSync(log, size);
      const reopened = start();
      expect(idsIn(reopened)).toEqual(["kept"]);
      await reopened.commit([put("later")]);
      expect(idsIn(await restart())).toEqual(["kept", "later"]);
      for (const last of open.splice(0)) await last.close();
    }
  });

  it("refuses a log that is damaged elsewhere, or is not its own, and says where", async () => {
    const store = start();
    await store.commit([put("a")]);
    await store.commit([put("b")]);
    await store.close();
    open.splice(0);
    const text = readFileSync(log, "utf8");
    writeFileSync(log, text.replace('"a"', '"x"'));
    expect(() => start()).toThrow(/is damaged at line 2/);
    writeFileSync(log, "something else\n");
    expect(() => start()).toThrow(/was not written by this version/);
    writeFileSync(log, text);
    expect(idsIn(start())).toEqual(["a", "b"]);
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
    const killed = new Error("the process has ended");
    const store = fileStore(folder, {
      diskWrite: () => (++writes === 2 ? portion : undefined),
      endProcess: () => {
        throw killed;
      },
    });
    open.push(store);
    await store.commit([put("a")]);
    const before = statSync(log).size;
    const line = before - readFileSync(log, "utf8").indexOf("\n") - 1;
    await expect(store.commit([put("b")])).rejects.toThrow("the process has ended");
    expect(statSync(log).size - before).toBe(Math.floor(line * share));
    expect(idsIn(await restart())).toEqual(share === 1 ? ["a", "b"] : ["a"]);
  });

  it("says so when it cannot write, at once and from then on", async () => {
    const store = start();
    await store.close();
    open.splice(0);
    await expect(store.commit([put("a")])).rejects.toThrow("cannot be written any more");
    await expect(store.settled()).rejects.toThrow("cannot be written any more");
    await expect(store.commit([])).rejects.toThrow("cannot be written any more");
  });

  it("leaves no draft behind and is readable by its owner only", async () => {
    await start().commit([put("a")]);
    appendFileSync(join(folder, "unrelated"), "x");
    expect(statSync(log).mode & 0o077).toBe(0);
  });
});
