/** The Markdown of this repository as the pages of a site: which files, under which addresses, with links that work there. */
import { posix } from "node:path";

/** Where a link leads that leaves the site: a program, a folder, a file of settings. */
const REPOSITORY = "https://github.com/pulumi-fivetran/pulumi-fivetran/blob/main";

/** Pages that are for those who change this repository, or that only a package carries. */
const NOT_SHOWN =
  /^(decisions|\.changeset|\.github|examples\/template\/fivetran-typescript)\/|^core\/README\.md$/;

/** A page's address in the site by its file: `docs/` is the root, and the README of a folder is its index. */
export function addressOf(file: string): string | undefined {
  if (!file.endsWith(".md") || NOT_SHOWN.test(file)) return undefined;
  const inSite = file === "docs/README.md" ? "reference.md" : file.replace(/^docs\//, "");
  return inSite.replace(/(^|\/)README\.md$/, "$1index.md");
}

/**
 * The text of a page, with the links between pages and to files rewritten for the site.
 *
 * @param file its path from the root of the repository
 * @param exists whether the repository has a file
 * @throws Error where a link leads nowhere
 */
export function pageOf(file: string, text: string, exists: (path: string) => boolean): string {
  const address = addressOf(file) ?? file;
  return outsideOfCode(text.replace(/^<!--[\s\S]*?-->\n+/, ""), (prose) =>
    prose
      .replaceAll(/(\]\()([^)\s]+)(\))/g, (_, before: string, link: string, after: string) => {
        return before + linkOf(file, address, link, exists) + after;
      })
      // Vue reads these in text; nothing here means them so.
      .replaceAll("{{", "&#123;&#123;")
      .replaceAll(/<(?=[a-z/])(?!https?:)/gi, "&lt;"),
  );
}

function linkOf(file: string, address: string, link: string, exists: (path: string) => boolean): string {
  if (/^([a-z]+:|#)/.test(link)) return link;
  const [path = "", anchor] = link.split("#");
  const target = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, "");
  const page = [target, `${target}/README.md`].find((each) => addressOf(each) !== undefined && exists(each));
  const suffix = anchor === undefined ? "" : `#${anchor}`;
  if (page === undefined) {
    if (!exists(target)) throw new Error(`${file}: the link ${link} leads nowhere`);
    return isImage(target) ? relative(address, target) : `${REPOSITORY}/${target}${suffix}`;
  }
  return relative(address, addressOf(page) ?? page) + suffix;
}

/** Images of a page, as paths from the root of the repository. */
export function imagesOf(file: string, text: string): string[] {
  const links = [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => posix.normalize(posix.join(posix.dirname(file), link)));
}

function isImage(path: string): boolean {
  return /\.(png|svg|jpg)$/.test(path);
}

function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}

/** Changes what stands in neither a fenced block nor an inline code. */
function outsideOfCode(text: string, change: (prose: string) => string): string {
  return text
    .split(/(^```[\s\S]*?^```$|``[^\n]*?``|`[^`\n]*`)/m)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
}
