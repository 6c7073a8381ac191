import type { Health } from "../../connections/health";
import type { Column } from "../../output/columns";

export interface GroupCounts {
  readonly group: string;
  readonly groupId: string | null;
  readonly connections: number;
  readonly active: number;
  readonly syncing: number;
  readonly rescheduled: number;
  readonly paused: number;
  readonly incomplete: number;
  readonly broken: number;
  readonly failing: number;
  readonly stale: number;
}

const COUNTS = ["active", "syncing", "rescheduled", "paused", "incomplete", "broken"] as const;

/** How many connections of each group are in each state; one that is in two counts in both. */
export function groupCounts(found: readonly Health[]): GroupCounts[] {
  const byGroup = new Map<string, Health[]>();
  for (const health of found) {
    const key = health.groupId ?? health.group;
    byGroup.set(key, [...(byGroup.get(key) ?? []), health]);
  }
  return [...byGroup.values()].map((list) => {
    const count = (holds: (health: Health) => boolean): number => list.filter(holds).length;
    const states = Object.fromEntries(
      COUNTS.map((word) => [word, count(({ states: each }) => each.includes(word))]),
    );
    return {
      group: list[0]?.group ?? "",
      groupId: list[0]?.groupId ?? null,
      connections: list.length,
      ...(states as Record<(typeof COUNTS)[number], number>),
      failing: count(({ failing }) => failing),
      stale: count(({ stale }) => stale),
    };
  });
}

export function groupColumns(): Column<GroupCounts>[] {
  const numbers = ["connections", ...COUNTS, "failing", "stale"] as const;
  return [
    { path: "group" },
    ...numbers.map(
      (path): Column<GroupCounts> => ({
        path,
        align: "right",
        cell: (counts) => {
          const text = String(counts[path]);
          const isBad = (path === "broken" || path === "failing") && counts[path] > 0;
          return isBad ? { text, style: "bad" } : text;
        },
      }),
    ),
  ];
}
