import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { type Reply, reply } from "../http/envelope";
import type { ControlRoute } from "../http/routes";

/** The package's folder, from `dist/page` as from `src/page`. */
const PACKAGE = join(__dirname, "..", "..");
/** What the browser takes as it is written; published beside `dist`. */
const SOURCES = join(PACKAGE, "src", "page", "browser");
/** What the build makes of the page's TypeScript. */
const SCRIPTS = join(PACKAGE, "dist", "page", "browser");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * Nothing but the page's own files is loaded or run, nobody frames it, and it calls nobody but this server. No text becomes markup,
 * wherever it comes from: names are chosen by clients.
 */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  // Small and near; a page that fits its server is worth more than a cache.
  "cache-control": "no-store",
};

/**
 * The page at `/` and its files. They hold nothing of any account and are served to everyone; all data of the page goes through
 * the control API.
 */
export function pageRoutes(): readonly ControlRoute[] {
  return [
    { method: "GET", path: "/", serve: () => fileReply("index.html") },
    { method: "GET", path: "/_local/page/{file}", serve: ({ params }) => fileReply(params["file"] ?? "") },
  ];
}

async function fileReply(name: string): Promise<Reply> {
  const type = TYPES[extname(name)];
  // A plain name cannot lead out of the folder.
  if (type === undefined || !/^\w+\.\w+$/.test(name)) return missing(name);
  try {
    const text = await readFile(join(extname(name) === ".js" ? SCRIPTS : SOURCES, name), "utf8");
    return { status: 200, body: text, headers: { ...HEADERS, "content-type": type } };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return missing(name);
    throw error;
  }
}

function missing(name: string): Reply {
  return reply(404, {
    message: `The page has no file '${name}'. In the repository, npm run build makes its scripts.`,
  });
}
