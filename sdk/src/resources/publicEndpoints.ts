import { path } from "../http/path";
import type { RequestOptions } from "../options";
import { ApiResource } from "../resource";
import type { Listed } from "../unreadable";
import { schemasIn } from "../wire/schemasIn";
import type { ConnectorType } from "./connectorMetadata.types";

const answers = schemasIn(() => import("./publicEndpoints.answers.js"));

/** What Fivetran tells everybody. The client's credentials are not sent. */
export class PublicEndpoints extends ApiResource {
  /** All kinds of sources, of every account. One that cannot be read is marked: see `isUnreadable`. */
  async listConnectorTypes(options?: RequestOptions): Promise<Listed<ConnectorType>[]> {
    return this.call(
      {
        method: "GET",
        path: path`/public/connector-types`,
        anonymous: true,
        answer: answers("publicConnectorTypes"),
      },
      options,
    );
  }
}
