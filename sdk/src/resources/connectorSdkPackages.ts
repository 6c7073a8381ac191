import type { Readable } from "node:stream";
import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { schemasIn } from "../wire/schemasIn";
import type { ConnectorSdkPackage, PackageFile } from "./connectorSdkPackages.types";

const answers = schemasIn(() => import("./connectorSdkPackages.answers.js"));
const connectorSdkPackage = answers("connectorSdkPackage");

/** Code of connectors that were written with Fivetran's Connector SDK. */
export class ConnectorSdkPackages extends ApiResource {
  /** All packages that the key may see. */
  list(options?: ListOptions): Listing<ConnectorSdkPackage> {
    return this.listing(
      { path: path`/connector-sdk/packages`, answer: answers("connectorSdkPackages") },
      options,
    );
  }

  /**
   * Uploads a package. A connection uses it when its `config` names the id as `package_id`. `findCreated` can look for the
   * SHA-256 of the file.
   *
   * @throws {InvalidInputError} for a file that is not there, cannot be read, is empty or is too large; nothing is sent
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(
    file: PackageFile,
    options?: CreateOptions<ConnectorSdkPackage>,
  ): Promise<ConnectorSdkPackage> {
    return this.call(
      {
        method: "POST",
        path: path`/connector-sdk/packages`,
        upload: file,
        answer: connectorSdkPackage,
      },
      options,
    );
  }

  /** What is known of one package; `download` returns its file. @throws {NotFoundError} */
  async retrieve(packageId: string, options?: RequestOptions): Promise<ConnectorSdkPackage> {
    return this.call(
      { method: "GET", path: path`/connector-sdk/packages/${packageId}`, answer: connectorSdkPackage },
      options,
    );
  }

  /**
   * Replaces the code of a package; its id, and the connection that uses it, stay.
   *
   * @throws {InvalidInputError} for a file that is not there, cannot be read, is empty or is too large; nothing is sent
   * @throws {NotFoundError}
   */
  async update(packageId: string, file: PackageFile, options?: RequestOptions): Promise<ConnectorSdkPackage> {
    return this.call(
      {
        method: "PATCH",
        path: path`/connector-sdk/packages/${packageId}`,
        upload: file,
        answer: connectorSdkPackage,
      },
      options,
    );
  }

  /** Deletes a package. @throws {PermissionError} while a connection uses it @throws {NotFoundError} */
  async delete(packageId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/connector-sdk/packages/${packageId}` }, options);
  }

  /**
   * The ZIP file, as a stream to be read or destroyed. `signal` and `deadlineMs` hold until it is closed, and what it
   * fails with is a `FivetranError` too. One that breaks off is not fetched again.
   *
   * @throws {NotFoundError}
   * @throws {UnexpectedAnswerError} for what is no ZIP file, such as a page of a proxy, before there is a stream
   * @example
   * await pipeline(await client.connectorSdkPackages.download(id), createWriteStream("code.zip"));
   */
  async download(packageId: string, options?: RequestOptions): Promise<Readable> {
    return this.stream(
      {
        method: "GET",
        path: path`/connector-sdk/packages/${packageId}/download`,
        file: { what: "a ZIP file", begins: "PK" },
      },
      options,
    );
  }
}
