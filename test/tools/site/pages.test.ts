import { describe, expect, it } from "vitest";
import { addressOf, imagesOf, pageOf } from "../../../tools/site/pages.ts";

const FILES = new Set([
  "README.md",
  "docs/README.md",
  "docs/secrets.md",
  "docs/resources/group.md",
  "server/README.md",
  "server/docs/page.png",
  "examples/quickstart/index.ts",
]);

const shown = (file: string, text: string): string => pageOf(file, text, (path) => FILES.has(path));

describe("addresses", () => {
  it("have docs/ at the root, and a folder's README as its index", () => {
    expect(addressOf("README.md")).toBe("index.md");
    expect(addressOf("docs/README.md")).toBe("reference.md");
    expect(addressOf("docs/resources/group.md")).toBe("resources/group.md");
    expect(addressOf("server/README.md")).toBe("server/index.md");
  });

  it("leave out what is no page for users", () => {
    expect(["decisions/0001.md", ".changeset/a.md", "examples/quickstart/index.ts"].map(addressOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("links", () => {
  it("between pages work from any folder, anchors kept", () => {
    expect(
      shown("docs/resources/group.md", "[s](../secrets.md#what) [i](../README.md) [r](../../README.md)"),
    ).toBe("[s](../secrets.md#what) [i](../reference.md) [r](../index.md)");
    expect(shown("README.md", "[docs](docs/resources/group.md)")).toBe("[docs](./resources/group.md)");
    expect(shown("README.md", "[the server](server)")).toBe("[the server](./server/index.md)");
  });

  it("to files that are no page lead to the repository", () => {
    expect(shown("docs/secrets.md", "[it](../examples/quickstart/index.ts)")).toBe(
      "[it](https://github.com/pulumi-fivetran/pulumi-fivetran/blob/main/examples/quickstart/index.ts)",
    );
  });

  it("that lead nowhere are an error, which names page and link", () => {
    expect(() => shown("docs/secrets.md", "[gone](gone.md)")).toThrow(
      "docs/secrets.md: the link gone.md leads nowhere",
    );
  });

  it("elsewhere, within the page, and in code stay as they are", () => {
    const text = "[a](https://a.example) [b](#b) `[c](gone.md)`\n\n```md\n[d](gone.md) {{ x }}\n```\n";
    expect(shown("docs/secrets.md", text)).toBe(text);
  });
});

it("what Vue would read in text is shown as it is written, and the generator's comment is not", () => {
  expect(shown("docs/secrets.md", "<!-- Generated. -->\n\n# S\n\nA {{ x }} of <path>.")).toBe(
    "# S\n\nA &#123;&#123; x }} of &lt;path>.",
  );
});

it("images are found by their place in the repository", () => {
  expect(imagesOf("server/README.md", "![The page](docs/page.png) ![x](https://a.example/b.png)")).toEqual([
    "server/docs/page.png",
  ]);
  expect(shown("server/README.md", "![The page](docs/page.png)")).toBe("![The page](./docs/page.png)");
});
