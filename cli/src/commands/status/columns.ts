import type { ConnectionStateWord } from "@pulumi-fivetran/sdk/words";
import { type Health, isBroken } from "../../connections/health";
import type { Cell, Column, StyledText } from "../../output/columns";
import { agoText, momentText } from "../../output/times";

/** A sign beside the word, for those who see no colours. */
const SIGNS: Readonly<
  Record<ConnectionStateWord, { readonly sign: string; readonly style: NonNullable<StyledText["style"]> }>
> = {
  broken: { sign: "✗", style: "bad" },
  incomplete: { sign: "!", style: "warning" },
  paused: { sign: "–", style: "faint" },
  syncing: { sign: "↻", style: "good" },
  rescheduled: { sign: "◷", style: "warning" },
  active: { sign: "✓", style: "good" },
};

export function statusColumns(now: number): Column<Health>[] {
  return [
    { path: "name" },
    { path: "service" },
    { path: "state", cell: stateCell },
    { path: "succeededAt", cell: (health) => successCell(health, now) },
    { path: "schedule", cell: ({ schedule }) => schedule ?? "" },
    { path: "tasks", cell: noteCell },
  ];
}

function stateCell({ state, states, historical }: Health): Cell {
  const { sign, style } = SIGNS[state];
  const others = states.filter((each) => each !== state && each !== "active");
  const words = [state, ...others, ...(historical ? ["historical"] : [])];
  return { text: `${sign} ${words.join(", ")}`, style };
}

function successCell(health: Health, now: number): Cell {
  const { succeededAt, stale } = health;
  const text = succeededAt === null ? "never" : agoText(Date.parse(succeededAt), now);
  return stale ? { text: `${text}, stale`, style: "warning" } : text;
}

/** What a person should know next: why it is broken, until when it is put off, what must be done. */
function noteCell(health: Health): Cell {
  const { failing, failedAt, rescheduledFor, update, tasks, warnings, states } = health;
  const notes = [
    ...(rescheduledFor === null ? [] : [`put off until ${momentText(new Date(rescheduledFor))}`]),
    ...(failing && failedAt !== null ? [`last sync failed at ${momentText(new Date(failedAt))}`] : []),
    ...(update === "delayed" && !states.includes("paused") ? ["delayed"] : []),
    ...tasks.map(({ code, message }) => message ?? code ?? "a task"),
    ...warnings.map(({ code, message }) => `warning: ${message ?? code ?? "without words"}`),
  ];
  const text = notes.join("; ");
  return isBroken(health) ? { text, style: "bad" } : text;
}
