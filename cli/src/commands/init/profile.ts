import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FivetranClient, redactorOf } from "@pulumi-fivetran/sdk";
import { profileNames, profilesFile } from "../../access/profiles";
import { safeText } from "../../output/safeText";
import type { Surroundings } from "../../surroundings";
import { usageError } from "../../userError";

/** Asks for the credentials of a profile, tries them, and keeps them in the user's own file. */
export async function makeProfile(name: string, surroundings: Surroundings): Promise<void> {
  const { ask, environment, terminal, signal } = surroundings;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name))
    throw usageError("A profile's name consists of A-Z, a-z, 0-9, _ and -, 64 of them at most.");
  const file = profilesFile(environment);
  if (profileNames(environment).includes(name))
    throw usageError(
      `The profile '${name}' is there already, in ${file}.`,
      "Name another, or change it in the file.",
    );
  if (ask === undefined)
    throw usageError(
      "The credentials of a profile are asked for, and nobody can be asked.",
      `Run it on a terminal, or write ${file} (chmod 600).`,
    );
  const apiKey = (await ask.text("API key")).trim();
  const apiSecret = (await ask.secret("API secret")).trim();
  terminal.hideBy(redactorOf([apiKey, apiSecret]));
  const apiUrl = (
    await ask.text("Address of the API", {
      initial: environment["FIVETRAN_API_URL"] ?? "https://api.fivetran.com",
    })
  ).trim();
  const { accountName, accountId } = await new FivetranClient({
    apiKey,
    apiSecret,
    baseUrl: apiUrl,
  }).account.retrieve({ signal });
  keep(file, name, { apiKey, apiSecret, apiUrl });
  terminal.say(
    `The profile '${name}' opens account ${safeText(accountName ?? accountId ?? "", 80)}; it is kept in ${file}.`,
  );
  terminal.say(`Use it: fivetranctl status --profile ${name}`);
}

function keep(file: string, name: string, profile: object): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as object) : {};
  const text = `${JSON.stringify({ ...before, [name]: profile }, null, 2)}\n`;
  // Whole or not at all: a half-written file would lose the other profiles.
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
