import type { ResponseEvent } from "@pulumi-fivetran/sdk";
import type { AccessOptions } from "../../access/access";
import { type Account, openAccount } from "../../access/account";
import { EXIT } from "../../exitCodes";
import { describeFailure } from "../../failures/describe";
import type { Column } from "../../output/columns";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import { safeText } from "../../output/safeText";
import type { Surroundings } from "../../surroundings";
import { endWith } from "../../userError";
import { type Finding, nodeFinding, packageFindings, pulumiFinding } from "./machine";

export type DoctorOptions = AccessOptions & OutputOptions;

/** A clock that is further off makes times in reports wrong. @unit milliseconds */
const CLOCK_OFF_MS = 30_000;

/** Looks at everything that fivetranctl and the provider need. Ends with 1 when something does not work. */
export async function doctor(options: DoctorOptions, surroundings: Surroundings): Promise<void> {
  const rows = [
    nodeFinding(process.versions.node),
    await pulumiFinding(surroundings),
    ...(await accountFindings(options, surroundings)),
    ...packageFindings(surroundings.folder),
  ];
  await showRows(surroundings, options, { columns: COLUMNS, rows, none: "" });
  if (rows.some(({ status }) => status === "failed")) throw endWith(EXIT.failed);
}

async function accountFindings(options: DoctorOptions, surroundings: Surroundings): Promise<Finding[]> {
  let last: ResponseEvent | undefined;
  let account: Account;
  try {
    account = await openAccount(options, surroundings, (event) => {
      if (event.type === "response") last = event;
    });
  } catch (error) {
    return [failedFinding("credentials", error)];
  }
  const { access, client, signal } = account;
  const from = access.sources.apiKey ?? "an unknown place";
  const credentials: Finding = access.isPair
    ? {
        check: "credentials",
        status: "warning",
        detail: `from ${from}, key and secret in Base64, as Fivetran's own command takes them`,
        hint: "Pulumi's provider does not take this form: set FIVETRAN_API_KEY and FIVETRAN_API_SECRET apart.",
      }
    : { check: "credentials", status: "ok", detail: `from ${from}`, hint: null };
  try {
    const { accountName, accountId } = await client.account.retrieve({ signal });
    const detail = `account ${safeText(accountName ?? accountId ?? "", 80)}, ${Math.round(last?.durationMs ?? 0)} ms`;
    return [
      credentials,
      { check: "reach", status: "ok", detail, hint: null },
      quotaFinding(last),
      await clockFinding(account, surroundings),
    ];
  } catch (error) {
    return [credentials, failedFinding("reach", error)];
  }
}

function failedFinding(check: string, error: unknown): Finding {
  const { lines } = describeFailure(error);
  const [message = "", ...hints] = lines.map((line) => line.replace(/^(?:error|hint): /, ""));
  return { check, status: "failed", detail: message, hint: hints.join(" ") || null };
}

function quotaFinding(event: ResponseEvent | undefined): Finding {
  const { rateLimit, rateLimitRemaining: left } = event ?? {};
  if (left === undefined || rateLimit === undefined)
    return { check: "rate limit", status: "skipped", detail: "Fivetran did not say", hint: null };
  const isLow = left < rateLimit / 10;
  return {
    check: "rate limit",
    status: isLow ? "warning" : "ok",
    detail: `${left} of ${rateLimit} calls left this hour`,
    hint: isLow ? "Wait, or run fewer commands at a time: the limit is the account's." : null,
  };
}

/** Compares with the `Date` of an answer; the refusal of a call without credentials has one too. */
async function clockFinding({ access }: Account, { clock, signal }: Surroundings): Promise<Finding> {
  const base = (access.baseUrl ?? "https://api.fivetran.com").trim().replace(/\/+$/, "").replace(/\/v1$/, "");
  try {
    const answer = await fetch(`${base}/v1/account/info`, { redirect: "manual", signal });
    const theirs = Date.parse(answer.headers.get("date") ?? "");
    if (Number.isNaN(theirs))
      return { check: "clock", status: "skipped", detail: "the answer has no time", hint: null };
    const offMs = Math.abs(clock.now() - theirs);
    if (offMs < CLOCK_OFF_MS) return { check: "clock", status: "ok", detail: "as Fivetran's", hint: null };
    const detail = `${Math.round(offMs / 1000)} s from Fivetran's`;
    return {
      check: "clock",
      status: "warning",
      detail,
      hint: "Set the machine's clock (NTP): times and ages are wrong.",
    };
  } catch {
    // Reach has been tested by the client already.
    return { check: "clock", status: "skipped", detail: "no answer to compare with", hint: null };
  }
}

const STYLES = { ok: "good", warning: "warning", failed: "bad", skipped: "faint" } as const;
const SIGNS = { ok: "✓", warning: "!", failed: "✗", skipped: "–" } as const;

const COLUMNS: readonly Column<Finding>[] = [
  { path: "check" },
  { path: "status", cell: ({ status }) => ({ text: `${SIGNS[status]} ${status}`, style: STYLES[status] }) },
  { path: "detail" },
  { path: "hint" },
];
