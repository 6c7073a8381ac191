import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import packed from "../../server/package.json" with { type: "json" };
import { readCommandLine } from "../../server/src/commandOptions";

const text = readFileSync(new URL("../../server/Containerfile", import.meta.url), "utf8");

describe("the container file", () => {
  it("sets what the command understands", () => {
    const set = [...text.matchAll(/^(?:ENV )?\s*(\w+)=(\S+)(?: \\)?$/gm)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
    const { options } = readCommandLine([], Object.fromEntries(set) as Record<string, string>);
    expect(options).toMatchObject({ host: "0.0.0.0", port: 8080, data: "/data" });
    expect(text).toContain("VOLUME /data\nEXPOSE 8080\n");
  });

  it("installs the packed package and starts its command", () => {
    const tarball = `${packed.name.replace("@", "").replace("/", "-")}-*.tgz`;
    expect(text).toContain(`COPY ${tarball} ./`);
    expect(text).toContain(`./${tarball}`);
    const [command = ""] = Object.keys(packed.bin);
    expect(text).toMatch(new RegExp(`^ENTRYPOINT \\["/app/node_modules/\\.bin/${command}"\\]$`, "m"));
    const major = Number(/^FROM node:(\d+)-slim$/m.exec(text)?.[1]);
    expect(major).toBeGreaterThanOrEqual(Number(/\d+/.exec(packed.engines.node)?.[0]));
  });
});
