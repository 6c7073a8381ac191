import { inWords } from "./failures/durationWords";

/** What to do about a failure, as data: a message has it as a sentence, and a program that embeds the client may word it its own way. */
export type Advice =
  /** The whole call ran out of its time. */
  | { readonly kind: "raiseDeadline"; readonly deadlineMs?: number }
  /** One attempt ran out of its time. */
  | { readonly kind: "raiseTimeout"; readonly timeoutMs?: number }
  /** The answer is larger than what is read. */
  | { readonly kind: "raiseMaxAnswerBytes" }
  /** The address may be wrong, or something stands before it. */
  | {
      readonly kind: "checkBaseUrl";
      readonly because: AddressProblem;

      /** The option of that name. */
      readonly baseUrlSource?: string;
    }
  /** The key and the secret are not accepted, or belong to another account than the address. */
  | { readonly kind: "checkCredentials"; readonly baseUrlSource?: string }
  /** The user of the key lacks a role. */
  | { readonly kind: "grantRole" }
  /** A proxy asks for a name and a password. */
  | { readonly kind: "setProxyCredentials" }
  /** What came was damaged on its way. */
  | { readonly kind: "bypassProxy" }
  /** The answer has a form that this version does not know. */
  | { readonly kind: "updateClient"; readonly baseUrlSource?: string }
  /** A failure that passes at once. */
  | { readonly kind: "tryAgain"; readonly because: "connectionBroken" | "cutOff" }
  /** A failure that passes in time; `afterMs` is what Fivetran asks to wait. */
  | { readonly kind: "tryLater"; readonly afterMs?: number }
  /** An address held a user name and a password. */
  | { readonly kind: "passCredentials" }
  /** An address would carry the credentials in the clear. */
  | { readonly kind: "allowInsecureHttp" };

/** What makes an address doubtful. */
export type AddressProblem =
  | "connectionRefused"
  | "hostNotFound"
  | "hostUnreachable"
  | "tlsFailed"
  | "notHttp"
  | "protocolChange"
  | "redirect"
  | "page";

/** Words an advice in the names of the client's own options, as its messages have it. One or two sentences. */
export function describeAdvice(advice: Advice): string {
  switch (advice.kind) {
    case "raiseDeadline":
      return "Raise deadlineMs if the call needs longer.";
    case "raiseTimeout":
      return "Try again, or raise timeoutMs.";
    case "raiseMaxAnswerBytes":
      return "Raise maxAnswerBytes if the answer is meant to be so large.";
    case "checkBaseUrl":
      return `Check ${sourceIn(advice)}${CHECK_BASE_URL[advice.because]}`;
    case "checkCredentials":
      return advice.baseUrlSource === undefined
        ? "Check the API key and secret."
        : `Check the API key and secret, and that they belong to the account at ${advice.baseUrlSource}.`;
    case "grantRole":
      return "Give the owner of the API key the role that this needs.";
    case "setProxyCredentials":
      return "The proxy asks for credentials: they belong into HTTPS_PROXY.";
    case "bypassProxy":
      return "A proxy may have damaged it. Try again, or without the proxy.";
    case "updateClient":
      return `If ${sourceIn(advice)} is right, this version of the package may be too old for the API.`;
    case "tryAgain":
      return advice.because === "cutOff"
        ? "Something on the way may have cut it off. Try again."
        : "Try again.";
    case "tryLater":
      return advice.afterMs === undefined ? "Try again later." : `Come back in ${inWords(advice.afterMs)}.`;
    case "passCredentials":
      return "Pass them as apiKey and apiSecret.";
    case "allowInsecureHttp":
      return "Use https://, or allow it with allowInsecureHttp: true where the network is trusted.";
  }
}

function sourceIn({ baseUrlSource = "baseUrl" }: { readonly baseUrlSource?: string }): string {
  return baseUrlSource;
}

const CHECK_BASE_URL: Readonly<Record<AddressProblem, string>> = {
  connectionRefused: ", and that the server runs.",
  hostNotFound: ", and the machine's DNS.",
  hostUnreachable: ", the network, the firewall and the proxy settings.",
  tlsFailed: ", the machine's clock and its trusted certificates (NODE_EXTRA_CA_CERTS for a company's own).",
  notHttp: ": its host, its port, and whether it begins with https://.",
  protocolChange: ", and the proxy settings: Fivetran's API never changes the protocol.",
  redirect: ": Fivetran's API does not redirect. The sign-in page of a network does.",
  page: ", and whether a proxy or the sign-in page of a network stands between this machine and Fivetran.",
};
