import { path } from "../internal/path";
import type { RequestOptions } from "../options";
import { ApiResource } from "../resource";
import type { ConnectorType } from "./connectorMetadata.types";

/** What Fivetran tells everybody. The client's credentials are not sent. */
export class PublicEndpoints extends ApiResource {
  /** All kinds of sources, of every account. */
  async listConnectorTypes(options?: RequestOptions): Promise<ConnectorType[]> {
    return this.call(
      {
        method: "GET",
        path: path`/public/connector-types`,
        anonymous: true,
        answer: async () => (await import("./publicEndpoints.answers.js")).publicConnectorTypes,
      },
      options,
    );
  }
}
