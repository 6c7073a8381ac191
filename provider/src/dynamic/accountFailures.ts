/**
 * What fails of the account as a whole (wrong credentials, no network, an address that is not Fivetran's) fails in every resource of a
 * run. It is told in full by the first, with where the address and the credentials came from; the others refer to it.
 */
import { isClientAdvice, type Problem } from "@pulumi-fivetran/core/errors";
import { type Advice, type FivetranError, isFivetranError } from "@pulumi-fivetran/sdk";
import { type Configuration, nameOfSetting } from "./configuration";

const PUBLIC_API = "https://api.fivetran.com";

/** `credentials`: Fivetran does not know them. `network`: no answer comes. `address`: another server than Fivetran answers. */
type Cause = "credentials" | "network" | "address";

const SHORT: Readonly<Record<Cause, string>> = {
  credentials: "the credentials are not accepted",
  network: "there is no answer",
  address: "another server than Fivetran's answers",
};

/** Of one run. */
export class AccountFailures {
  /** By cause and address, the resource that has told it. */
  readonly #told = new Map<string, string>();

  /**
   * The problem as its resource tells it: one of the whole account in full once and then in short, a refused permission with the
   * credentials that were used.
   *
   * @param problem what is known of the error
   * @param subject the resource, as messages name it
   */
  told(error: unknown, problem: Problem, subject: string, configuration: Configuration): Problem {
    const failure = failureIn(error);
    if (failure === undefined) return problem;
    const { details = [], advice = [] } = problem;
    const cause = causeOf(failure);
    if (cause === undefined) {
      if (failure.kind !== "permission") return problem;
      return { ...problem, details: [...details, credentialsUsed(configuration)] };
    }
    const key = `${cause} ${configuration.baseUrl ?? ""}`;
    const first = this.#told.get(key);
    if (first !== undefined) {
      // The details and a handler's own advice are about this resource: how to find what may have been made.
      const own = advice.filter((each) => !isClientAdvice(each));
      const summary = inShort(failure, cause, first);
      return {
        ...problem,
        summary: problem.subject === undefined ? summary : `${problem.subject}: ${summary}`,
        requestId: undefined,
        advice: own,
      };
    }
    this.#told.set(key, subject);
    const sentences = [
      addressUsed(failure, configuration),
      cause === "credentials" ? credentialsUsed(configuration) : undefined,
    ];
    return { ...problem, details: [...details, ...sentences.filter((sentence) => sentence !== undefined)] };
  }

  /** A configuration that is wrong is wrong for every resource: the first one tells it, the others refer to that. */
  wordedOnce(problem: string, subject: string): string {
    const first = this.#told.get(problem);
    if (first !== undefined)
      return `the configuration of the provider is not usable, as told in full at ${first}`;
    this.#told.set(problem, subject);
    return problem;
  }
}

/** The client's error, also where a handler has put its own words around it. */
function failureIn(error: unknown): FivetranError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (isFivetranError(cause)) return cause;
  return undefined;
}

function causeOf(failure: FivetranError): Cause | undefined {
  const { kind, status = 0, code } = failure;
  if (kind === "authentication") return "credentials";
  if (kind === "network") return "network";
  // Fivetran redirects nowhere, gives every 404 a code, and has no pages.
  const isElsewhere =
    (kind === "notFound" && code === undefined) ||
    (status >= 300 && status < 400) ||
    (kind === "unexpectedAnswer" && failure.advice.some(isAboutPage));
  return isElsewhere ? "address" : undefined;
}

function inShort({ method, path, mayHaveRun }: FivetranError, cause: Cause, first: string): string {
  const warning = mayHaveRun ? " The request may have been carried out: look before repeating it." : "";
  return `${method} ${path}: ${SHORT[cause]}, as told in full at ${first}.${warning}`;
}

/** Something other than Fivetran sent a page for people. */
function isAboutPage(advice: Advice): boolean {
  return advice.kind === "checkBaseUrl" && advice.because === "page";
}

/** Undefined where the failure names the address already. */
function addressUsed({ url }: FivetranError, configuration: Configuration): string | undefined {
  if (url !== undefined) return undefined;
  const { baseUrl, sources = {} } = configuration;
  if (baseUrl === undefined) return `The address was ${PUBLIC_API}, the default.`;
  return `The address was ${withoutPassword(baseUrl)}, from ${sources.baseUrl ?? "fivetran:baseUrl"}.`;
}

/** Without a password that somebody has put into it. */
function withoutPassword(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) return "no URL";
  const { origin, pathname } = new URL(baseUrl);
  return origin + pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
}

function credentialsUsed(configuration: Configuration): string {
  const names = (["apiKey", "apiSecret"] as const).map((setting) => nameOfSetting(configuration, setting));
  return `The credentials were those of ${names.join(" and ")}.`;
}
