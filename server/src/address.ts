import { randomBytes } from "node:crypto";
import type { ServerOptions } from "./options";

/** Where the server listens, and what its page and its control API ask of whoever calls. */
export interface Address {
  readonly host: string;
  readonly port: number;
  /** What every control call must carry. */
  readonly token: string | undefined;
  /** Whether only this machine reaches it. */
  readonly isLoopback: boolean;
  /** Names of the server's own beside the loopback ones, in lower case and without a port. */
  readonly hosts: readonly string[];
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;
/** Addresses that stand for every one of the machine. */
const EVERY = new Set(["0.0.0.0", "::"]);

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** On an address that others can reach there always is a token. */
export function addressOf({
  host = "127.0.0.1",
  port = 0,
  token,
  allowedHosts = [],
}: ServerOptions): Address {
  if (token === "") throw new Error("An empty token protects nothing: leave it out, or give one.");
  return {
    host,
    port,
    token: token ?? (isLoopback(host) ? undefined : randomText()),
    isLoopback: isLoopback(host),
    hosts: allowedHosts.map((name) => name.toLowerCase()),
  };
}

/** What nobody guesses. */
export function randomText(): string {
  return randomBytes(24).toString("base64url");
}

/** How programs on this machine reach it. */
export function urlOf(host: string, port: number): string {
  const reached = EVERY.has(host) ? "127.0.0.1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}
