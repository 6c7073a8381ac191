import { path } from "../http/path";
import type { RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { schemasIn } from "../wire/schemasIn";
import type { ConnectorType, ConnectorTypeSummary } from "./connectorMetadata.types";

const answers = schemasIn(() => import("./connectorMetadata.answers.js"));

/** What Fivetran says about the kinds of sources that the account may use. */
export class ConnectorMetadata extends ApiResource {
  /** All kinds of sources, without what their settings are made of. */
  list(options?: ListOptions): Listing<ConnectorTypeSummary> {
    return this.listing(
      { path: path`/metadata/connector-types`, answer: answers("connectorTypes") },
      options,
    );
  }

  /** One kind of source, such as `postgres`, with what its settings are made of. @throws {NotFoundError} */
  async retrieve(service: string, options?: RequestOptions): Promise<ConnectorType> {
    return this.call(
      {
        method: "GET",
        path: path`/metadata/connector-types/${service}`,
        answer: answers("connectorType"),
      },
      options,
    );
  }
}
