import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Route, route } from "../http/route";

/** Beside this folder both in source and when built. */
const FOLDER = join(__dirname, "..", "..", "page");

const FILES = [
  { path: "/", operationId: "getPage", file: "index.html", type: "text/html" },
  { path: "/page.css", operationId: "getPageStyle", file: "page.css", type: "text/css" },
  { path: "/page.js", operationId: "getPageScript", file: "page.js", type: "text/javascript" },
] as const;

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};

/** The page: files without data. What it shows it asks the API for, with the token. */
export const pageRoutes: readonly Route[] = FILES.map(({ path, operationId, file, type }) =>
  route({
    method: "get",
    path,
    operationId,
    summary: `The page (${type})`,
    access: "anyone",
    answers: { 200: { description: "A file of the page.", mediaType: type, schema: z.string() } },
    run: async () => ({
      status: 200,
      text: { type: `${type}; charset=utf-8`, content: await readFile(join(FOLDER, file), "utf8") },
      headers: HEADERS,
    }),
  }),
);
