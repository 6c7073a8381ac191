import { readFileSync } from "node:fs";
import { defineConfig } from "vitepress";

const sidebar = JSON.parse(readFileSync(new URL("../.pages/navigation.json", import.meta.url), "utf8"));

/** As GitHub makes anchors, so that one link works in both. */
function slugify(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

export default defineConfig({
  title: "pulumi-fivetran",
  description: "Describe your Fivetran setup in TypeScript.",
  lang: "en",
  srcDir: ".pages",
  outDir: "dist",
  cleanUrls: true,
  // Nothing is fetched from elsewhere, and nothing is looked up elsewhere.
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: { anchor: { slugify } },
  themeConfig: {
    sidebar,
    nav: [
      { text: "Tutorials", link: "/tutorials/without-an-account" },
      { text: "Reference", link: "/reference" },
      { text: "Services", link: "/services/" },
    ],
    search: { provider: "local" },
    outline: { level: [2, 3] },
    socialLinks: [{ icon: "github", link: "https://github.com/pulumi-fivetran/pulumi-fivetran" }],
  },
});
