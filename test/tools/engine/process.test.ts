import { describe, expect, it, vi } from "vitest";
import { isProcessAlive, startProcess } from "../../../tools/engine/process.ts";

/** A program that starts the same program below itself, `depth` deep, each in a process group of its own, and says the id of the last. */
const NESTED = `
  const [depth] = process.argv.slice(1);
  if (depth === "0") console.log(process.pid);
  else require("node:child_process").spawn(
    process.execPath, ["-e", process.env.PROGRAM, String(depth - 1)], { stdio: "inherit", detached: true });
  setInterval(() => {}, 1e6);
`;

describe("startProcess", () => {
  it("collects the output and the exit code", async () => {
    const seen: string[] = [];
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const { done } = startProcess(process.execPath, ["-e", script], {
      onOutput: (text, stream) => seen.push(`${stream} ${text}`),
    });
    expect(await done).toEqual({ exitCode: 3, signal: undefined, stdout: "out\n", stderr: "err\n" });
    expect(seen.sort()).toEqual(["stderr err\n", "stdout out\n"]);
  });

  it("rejects when there is no such command", async () => {
    const started = startProcess("/nowhere/pulumi", []);
    started.kill();
    await expect(started.done).rejects.toThrow("ENOENT");
  });

  it("lets nothing that it started outlive a process that is asked to end", async () => {
    const source = JSON.stringify(new URL("../../../tools/engine/process.ts", import.meta.url).href);
    const script = `
      import { startProcess } from ${source};
      const endless = startProcess(process.execPath, ["-e", "setInterval(() => {}, 1e6)"]);
      console.log(endless.pid);
    `;
    const child = Promise.withResolvers<number>();
    const { interrupt, done } = startProcess(process.execPath, ["--input-type=module", "-e", script], {
      onOutput: (text) => child.resolve(Number(text)),
    });
    const pid = await child.promise;
    expect(isProcessAlive(pid)).toBe(true);
    interrupt("SIGTERM");
    expect(await done).toMatchObject({ exitCode: 143 });
    // The kill has been sent by now; the system may take a moment over it.
    await vi.waitFor(() => expect(isProcessAlive(pid)).toBe(false));
  });

  it("kills everything below, in other process groups too", async () => {
    const last = Promise.withResolvers<number>();
    const started = startProcess(process.execPath, ["-e", NESTED, "2"], {
      env: { ...process.env, PROGRAM: NESTED },
      onOutput: (text) => last.resolve(Number(text)),
    });
    const grandchild = await last.promise;
    expect(isProcessAlive(grandchild)).toBe(true);
    started.kill();
    // Resolves only when the last holder of the output, which is the grandchild, is gone.
    expect(await started.done).toMatchObject({ signal: "SIGKILL" });
    await vi.waitFor(() => {
      expect(isProcessAlive(grandchild), "also while nobody has taken note of its end").toBe(false);
    });
  });
});
