import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type {
  HybridDeploymentAgent,
  HybridDeploymentAgentWithSecrets,
  HybridDeploymentAuthType,
  NewHybridDeploymentAgent,
} from "./hybridDeploymentAgents.types";

const answers = schemasIn(() => import("./hybridDeploymentAgents.answers.js"));
const agentWithSecrets = answers("hybridDeploymentAgentWithSecrets");

/** Agents that move data within the user's own network. */
export class HybridDeploymentAgents extends ApiResource {
  /** All agents that the key may see; with `groupId`, those of that group. */
  list(filter: { groupId?: string } = {}, options?: ListOptions): Listing<HybridDeploymentAgent> {
    return this.listing(
      {
        path: path`/hybrid-deployment-agents`,
        query: { groupId: filter.groupId }, // The one name of the API that is not in snake_case.
        answer: answers("hybridDeploymentAgents"),
      },
      options,
    );
  }

  /**
   * Makes an agent. The `token` or `files` in the answer cannot be read again. When its answer was lost, they are lost with
   * it: `findCreated` can look for the name in the group, and let `reAuth` hand out new ones.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(
    agent: NewHybridDeploymentAgent,
    options?: CreateOptions<HybridDeploymentAgentWithSecrets>,
  ): Promise<HybridDeploymentAgentWithSecrets> {
    return this.call(
      {
        method: "POST",
        path: path`/hybrid-deployment-agents`,
        body: toWire(agent),
        answer: agentWithSecrets,
      },
      options,
    );
  }

  /** One agent, with what uses it. @throws {NotFoundError} */
  async retrieve(agentId: string, options?: RequestOptions): Promise<HybridDeploymentAgent> {
    return this.call(
      {
        method: "GET",
        path: path`/hybrid-deployment-agents/${agentId}`,
        answer: answers("hybridDeploymentAgent"),
      },
      options,
    );
  }

  /** Deletes an agent. @throws {NotFoundError} */
  async delete(agentId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/hybrid-deployment-agents/${agentId}` }, options);
  }

  /**
   * Hands out new secrets, which cannot be read again; the old ones end. Never repeated when its answer was lost: of two
   * requests, the later decides which secrets are good, and those may not be the ones that were returned.
   *
   * A PATCH, as Fivetran's document says; its Go client and Terraform provider send a POST, which is not documented.
   *
   * @throws {NotFoundError}
   */
  async reAuth(
    agentId: string,
    how: { authType?: HybridDeploymentAuthType } = {},
    options?: RequestOptions,
  ): Promise<HybridDeploymentAgentWithSecrets> {
    return this.call(
      {
        method: "PATCH",
        path: path`/hybrid-deployment-agents/${agentId}/re-auth`,
        body: toWire(how),
        repeatable: false,
        answer: agentWithSecrets,
      },
      options,
    );
  }

  /**
   * Makes the agent's credentials void. Repeated when its answer was lost: nothing is handed out, so twice is as good as
   * once.
   *
   * @throws {NotFoundError}
   */
  async resetCredentials(agentId: string, options?: RequestOptions): Promise<void> {
    return this.call(
      {
        method: "POST",
        path: path`/hybrid-deployment-agents/${agentId}/reset-credentials`,
        repeatable: true,
      },
      options,
    );
  }
}
