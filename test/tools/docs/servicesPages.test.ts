import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serviceIds } from "@pulumi-fivetran/sdk/services";
import { describe, expect, it } from "vitest";
import { SERVICES, servicesPages } from "../../../tools/docs/servicesPages.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

describe("the pages of services", () => {
  const pages = servicesPages();

  it("are what the document gives: npm run docs would change nothing", () => {
    const committed = readdirSync(join(ROOT, SERVICES)).map((name) => `${SERVICES}/${name}`);
    expect(committed.sort()).toEqual(Object.keys(pages).sort());
    expect(committed.filter((path) => readFileSync(join(ROOT, path), "utf8") !== pages[path])).toEqual([]);
  });

  it("have a section for every source and every destination, which the index leads to", () => {
    const index = pages[`${SERVICES}/README.md`] ?? "";
    const sections = Object.values(pages).flatMap((text) =>
      [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name),
    );
    const services = [...serviceIds("connection"), ...serviceIds("destination")];
    expect(services.filter((service) => !sections.includes(service))).toEqual([]);
    expect(services.filter((service) => !index.includes(`[${service}](`))).toEqual([]);
  });

  it("tell types, known values, what is required, and what is a secret", () => {
    const page = pages[`${SERVICES}/p.md`] ?? "";
    const [, postgres = ""] = /^## postgres\n([\s\S]*?)(?=^## )/m.exec(page) ?? [];
    expect(postgres).toContain('`destinationSchema`: `{ prefix: "sales" }`');
    expect(postgres).toContain("| `config.port` | integer | optional |");
    expect(postgres).toContain("| `config.password` | string | **secret** |");
    expect(postgres).toMatch(/\| `config\.update_method` \| .*`"XMIN"`.* \| optional \|/);
    expect(postgres).toContain("| `config.public_key` | string | only returned by Fivetran |");
    expect(postgres).toContain("create-connection?service=postgres");
  });

  it("have no empty cell", () => {
    const empty = Object.entries(pages).filter(([, text]) => /\| {2}\|/.test(text));
    expect(empty.map(([path]) => path)).toEqual([]);
  });
});
