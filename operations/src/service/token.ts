import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "token";

/** The token of a service. */
export interface Token {
  readonly text: string;

  /** Where it was written, when it was made just now. */
  readonly madeIn: string | undefined;
}

/** The token of a data folder, in a file that only its owner reads; made where there is none. */
export function tokenOfFolder(folder: string): Token {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  if (existsSync(path)) {
    chmodSync(path, 0o600);
    const text = readFileSync(path, "utf8").trim();
    if (text.length < 16)
      throw new Error(
        `The file ${path} holds no token of at least 16 characters: remove it, and a new one is made.`,
      );
    return { text, madeIn: undefined };
  }
  const text = randomBytes(24).toString("base64url");
  writeFileSync(path, `${text}\n`, { mode: 0o600, flag: "wx" });
  return { text, madeIn: path };
}
