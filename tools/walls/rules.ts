/** The walls between packages, and between the rooms of one. */
import type { Imports } from "./imports.ts";

interface Package {
  readonly folder: string;
  readonly name: string;
  /** What of ours it may import: packages, or single subpaths. */
  readonly uses: readonly string[];
}

/** Faces use core, core uses the client, never back. The server uses nothing of ours but the grammar of words. */
const PACKAGES: readonly Package[] = [
  { folder: "sdk", name: "@pulumi-fivetran/sdk", uses: [] },
  { folder: "core", name: "@pulumi-fivetran/core", uses: ["@pulumi-fivetran/sdk"] },
  {
    folder: "provider",
    name: "pulumi-fivetran",
    uses: ["@pulumi-fivetran/sdk", "@pulumi-fivetran/core"],
  },
  { folder: "server", name: "@pulumi-fivetran/server", uses: ["@pulumi-fivetran/sdk/words"] },
  { folder: "operations", name: "@pulumi-fivetran/operations", uses: ["@pulumi-fivetran/sdk"] },
  { folder: "engine", name: "@pulumi-fivetran/engine", uses: ["@pulumi-fivetran/sdk/words"] },
  {
    folder: "cli",
    name: "@pulumi-fivetran/cli",
    uses: [
      ...["@pulumi-fivetran/sdk", "@pulumi-fivetran/core", "@pulumi-fivetran/operations"],
      "@pulumi-fivetran/connector-kit/package.json",
    ],
  },
];

/** May be loaded by name, where it is installed: an optional peer. */
const OPTIONAL_PEERS: Readonly<Record<string, string>> = {
  "server/src/command.ts": "@pulumi-fivetran/engine",
};

/** Rooms that know less than the rest of their package, with what of it they may import. */
const ROOMS: readonly { readonly room: string; readonly uses: readonly string[] }[] = [
  { room: "sdk/src/words/", uses: ["sdk/src/words/", "sdk/src/services/nearest.ts"] },
  ...roomsOf("sdk/src/", {
    "services/": ["generated/", "record.ts"],
    "wire/": ["failures/escape.ts", "exactNumber.ts", "pagination.ts", "record.ts", "unreadable.ts"],
    "failures/": ["services/", "advice.ts", "errors.ts", "exactNumber.ts"],
    "http/": ["failures/", "services/", "wire/", "clientOptionsError.ts", "record.ts", "version.ts"],
    "limits/": ["http/", "options.ts"],
    "observe/": ["failures/", "http/", "services/", "wire/", "events.ts", "unreadable.ts", "version.ts"],
    "calls/": [
      ...["failures/", "http/", "limits/", "observe/", "wire/"],
      ...["clientOptionsError.ts", "errors.ts", "events.ts", "options.ts"],
    ],
    // An area of the client describes its operations; how they are sent is not its matter.
    "resources/": [
      ...["failures/", "generated/", "http/", "services/", "webhooks/", "wire/"],
      ...["options.ts", "pagination.ts", "resource.ts", "unreadable.ts"],
    ],
  }),
  {
    room: "server/src/records/",
    uses: [
      ...["server/src/records/", "server/src/facts/", "server/src/state/", "server/src/store/"],
      "server/src/syncExecutor.ts",
    ],
  },
  { room: "server/src/state/", uses: ["server/src/state/", "server/src/store/"] },
];

/** Rooms of one folder, each of which imports itself and what is listed. */
function roomsOf(
  folder: string,
  rooms: Readonly<Record<string, readonly string[]>>,
): { room: string; uses: string[] }[] {
  return Object.entries(rooms).map(([room, uses]) => ({
    room: folder + room,
    uses: [room, ...uses].map((used) => folder + used),
  }));
}

const HANDLERS = "core/src/handlers/";

/** @returns a line for each import that goes through a wall */
export function brokenWalls(imports: Imports): string[] {
  return [...imports].flatMap(([file, list]) =>
    list.flatMap(({ specifier, file: to }) => {
      const reason = to === undefined ? packageWall(file, specifier) : fileWall(file, to, imports);
      return reason === undefined ? [] : [`${file}: imports '${specifier}': ${reason}`];
    }),
  );
}

function packageWall(file: string, specifier: string): string | undefined {
  if (!/^(?:@pulumi-fivetran\/|pulumi-fivetran(?:\/|$))/.test(specifier)) return undefined;
  const own = PACKAGES.find(({ folder }) => file.startsWith(`${folder}/`));
  if (own === undefined || OPTIONAL_PEERS[file] === specifier) return undefined;
  if (/\/(?:src|dist)(?:\/|$)/.test(specifier)) return "the inside of a package is its own";
  // What users' state holds is resolved in the provider process.
  if (specifier === `${own.name}/runtime`) return undefined;
  if (own.uses.some((used) => specifier === used || specifier.startsWith(`${used}/`))) return undefined;
  return `${own.name} uses ${own.uses.length === 0 ? "nothing of ours" : `only ${own.uses.join(", ")}`}`;
}

function fileWall(file: string, to: string, imports: Imports): string | undefined {
  const folder = file.slice(0, file.indexOf("/"));
  if (!to.startsWith(`${folder}/`)) return "the inside of a package is its own";
  const room = ROOMS.find((each) => file.startsWith(each.room));
  if (room !== undefined && !room.uses.some((used) => to.startsWith(used)))
    return `${room.room} imports only ${room.uses.join(", ")}`;
  return handlerWall(file, to, imports);
}

/** A handler is a file of `handlers/`; the folder of its name is its inside. Folders without a handler are shared. */
function handlerWall(file: string, to: string, imports: Imports): string | undefined {
  if (!file.startsWith(HANDLERS) || !to.startsWith(HANDLERS)) return undefined;
  const [from, target] = [handlerOf(file), handlerOf(to)];
  if (from === target || !imports.has(`${HANDLERS}${target}.ts`)) return undefined;
  return to === `${HANDLERS}${target}/index.ts`
    ? undefined
    : `a handler uses another by its index only (${target}/index.ts)`;
}

/** `connector` for `handlers/connector.ts` and `handlers/connector/api.ts`. */
function handlerOf(file: string): string {
  const [first = ""] = file.slice(HANDLERS.length).split("/");
  return first.replace(/\.ts$/, "");
}
