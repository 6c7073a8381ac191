import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type {
  NewProxyAgent,
  ProxyAgent,
  ProxyAgentConnection,
  ProxyAgentSecrets,
  ProxyAgentSummary,
} from "./proxyAgents.types";

const answers = schemasIn(() => import("./proxyAgents.answers.js"));
const secrets = answers("proxyAgentSecrets");

/** Agents through which Fivetran reaches closed networks. */
export class ProxyAgents extends ApiResource {
  /** All proxy agents of the account. */
  list(options?: ListOptions): Listing<ProxyAgentSummary> {
    return this.listing({ path: path`/proxy`, answer: answers("proxyAgents") }, options);
  }

  /**
   * Makes a proxy agent, and returns its secrets, which cannot be read again. When its answer was lost, the secrets are lost
   * with it: `findCreated` can look for the name, and let `regenerateSecrets` hand out new ones.
   *
   * @throws {ConflictError} when the name is taken
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(agent: NewProxyAgent, options?: CreateOptions<ProxyAgentSecrets>): Promise<ProxyAgentSecrets> {
    return this.call({ method: "POST", path: path`/proxy`, body: toWire(agent), answer: secrets }, options);
  }

  /** One proxy agent, with what uses it. @throws {NotFoundError} */
  async retrieve(agentId: string, options?: RequestOptions): Promise<ProxyAgent> {
    return this.call(
      {
        method: "GET",
        path: path`/proxy/${agentId}`,
        bare: true, // Fivetran's document has no envelope here; its Go client reads one.
        answer: answers("proxyAgent"),
      },
      options,
    );
  }

  /** Deletes an agent that nothing uses any more. @throws {NotFoundError | ConflictError} */
  async delete(agentId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/proxy/${agentId}` }, options);
  }

  /** The connections that use an agent. @throws {NotFoundError} */
  listConnections(agentId: string, options?: ListOptions): Listing<ProxyAgentConnection> {
    return this.listing(
      {
        path: path`/proxy/${agentId}/connections`,
        answer: answers("proxyAgentConnections"),
      },
      options,
    );
  }

  /**
   * Hands out new secrets, which cannot be read again; the old ones end. Never repeated when its answer was lost: of two
   * requests, the later decides which secrets are good, and those may not be the ones that were returned.
   *
   * @throws {NotFoundError}
   */
  async regenerateSecrets(agentId: string, options?: RequestOptions): Promise<ProxyAgentSecrets> {
    return this.call(
      { method: "POST", path: path`/proxy/${agentId}/regenerate-secrets`, answer: secrets },
      options,
    );
  }
}
