/** What the preview says of another group: what becomes of the data, and what belongs to a group. */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { Notice, Properties } from "../../contract";
import { settingChanges } from "../../settings/settings";
import { knownText } from "../../values/unknown";
import { CONNECTOR_FIELDS, type ConnectorInputs, type ConnectorOutputs } from "./inputs";
import { isMoveDue, isMoveOpen, ranBefore, stoppedAfterRead } from "./stopped";

const PATH = ["groupId"];

/** `forceMove` says how, not whether. */
export function moveChecks(inputs: Properties): Notice[] {
  if (inputs["forceMove"] === undefined || inputs["moveOnGroupChange"] !== undefined) return [];
  const message = "does nothing without `moveOnGroupChange`";
  return [{ severity: "warning", path: ["forceMove"], message }];
}

/** What another group means: a move where the program says so, and otherwise another connector. */
export function moveNotices(olds: ConnectorOutputs, news: ConnectorInputs): Notice[] {
  if (!isMoveDue(olds, news)) return leftNotices(olds, news);
  const replacing = settingChanges(CONNECTOR_FIELDS.settings, olds, news).filter(({ replaces }) => replaces);
  const isOnlyTheGroup = replacing.every(({ path: [name] }) => name === "groupId");
  if (news.moveOnGroupChange === undefined) return isOnlyTheGroup ? [replacementNotice(olds)] : [];
  if (isOnlyTheGroup) return [moveNotice(olds, news)];
  const others = [...new Set(replacing.map(({ path: [name] }) => String(name)))].filter(
    (name) => name !== "groupId",
  );
  const message = `is not moved: ${others.join(", ")} changes too, which takes another connector. Change the group in a run of its own to move it`;
  return [{ severity: "warning", path: PATH, message }];
}

/** For a refresh: it changes nothing at Fivetran, so it says what is left. */
export function stoppedNotices(olds: ConnectorOutputs, live: Connection): Notice[] {
  if (!isMoveOpen(stoppedAfterRead(live, olds))) return [];
  const message = `stands still in group '${live.groupId ?? olds.groupId}' since a move that was interrupted: the next run finishes it and resumes it, where the program has \`moveOnGroupChange\``;
  return [{ severity: "warning", path: [], message }];
}

/** A program that no longer says how it is moved leaves what a move has stopped. */
function leftNotices(olds: ConnectorOutputs, { moveOnGroupChange, paused }: ConnectorInputs): Notice[] {
  if (!isMoveOpen(olds) || moveOnGroupChange !== undefined || paused !== undefined) return [];
  const message =
    "stands still since it was moved: declare `moveOnGroupChange` again, or `paused: false`, to let it run";
  return [{ severity: "warning", path: [], message }];
}

function replacementNotice({ schema }: ConnectorOutputs): Notice {
  const message =
    "needs another connector, which loads everything from the beginning and has a SchemaConfig, schedule and authorization of its own to get. " +
    `Fivetran can move this one instead: \`moveOnGroupChange: "continue"\` keeps where '${schema}' stopped, "backfill" loads all its history into the new destination`;
  return { severity: "info", path: PATH, message };
}

function moveNotice(olds: ConnectorOutputs, news: ConnectorInputs): Notice {
  const from = `'${olds.groupId}'`;
  const to = knownText(news.groupId) === undefined ? "another group" : `group '${news.groupId}'`;
  const message = `moves it from group ${from} to ${to}: it is paused, moved, ${afterwards(olds, news)}. ${dataWords(news)}`;
  return {
    severity: "info",
    path: PATH,
    message,
    details: ["What belongs to a group:", ...belongings(olds, news)],
  };
}

function afterwards(olds: ConnectorOutputs, { paused }: ConnectorInputs): string {
  if (paused === true) return "and stays paused";
  if (paused === false) return "and resumed";
  if (olds.stopped !== undefined)
    return "and resumed: a refresh found it paused which ran before. `paused: true` keeps it paused";
  return ranBefore(olds) ? "and resumed" : "and resumed if it runs now";
}

function dataWords({ moveOnGroupChange }: ConnectorInputs): string {
  const stays = "What is loaded stays in the old destination and is not moved";
  return moveOnGroupChange === "backfill"
    ? `${stays}; all history is loaded again into the new one.`
    : `${stays}; the new one gets what changes from now on, and lacks what came before.`;
}

/** What the new group does not have of itself, a line each. */
function belongings(olds: ConnectorOutputs, news: ConnectorInputs): string[] {
  const { trustedCertificates = [], trustedFingerprints = [], networkingMethod } = news;
  const trusted = trustedCertificates.length + trustedFingerprints.length;
  const agent = news.hybridDeploymentAgentId;
  const link = news.privateLinkId ?? news.proxyAgentId;
  const way = [networkingMethod, link].filter((part) => knownText(part) !== undefined).join(" ");
  return [
    `  - the schema '${olds.schema}' in the destination: the next sync makes it in the new one; users' grants and what reads from the old one stay with that`,
    "  - certificates and fingerprints: those of the old destination are not the new one's" +
      (trusted === 0
        ? ""
        : `; the ${trusted} that this resource names are the source's, and may have to be approved again`),
    agent === undefined
      ? "  - a hybrid deployment agent: none is declared; one that the connection has is left behind"
      : `  - the hybrid deployment agent: '${agent}' must be one of the new group`,
    `  - the network: ${way === "" ? "the default" : way}; the new group's region and addresses must reach the source`,
    "  - credentials: an AWS external id or the group's service account must be granted for the new group; then " +
      (news.forceMove === true
        ? "`forceMove: true`, which is declared, moves it"
        : "`forceMove: true` moves it"),
  ];
}
