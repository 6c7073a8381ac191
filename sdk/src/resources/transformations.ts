import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { checkedFields, toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type {
  NewTransformation,
  Transformation,
  TransformationPackageMetadata,
  TransformationSchedule,
  TransformationType,
  TransformationUpdate,
} from "./transformations.types";

const answers = schemasIn(() => import("./transformations.answers.js"));

/** The transformations of the account, and the packages that Fivetran offers for them. */
export class Transformations extends ApiResource {
  /** All transformations that the key may see; with a filter, those of that group, dbt project and type. */
  list(
    filter: { groupId?: string; projectId?: string; type?: TransformationType } = {},
    options?: ListOptions,
  ): Listing<Transformation> {
    return this.listing(
      {
        path: path`/transformations`,
        query: { group_id: filter.groupId, project_id: filter.projectId, type: filter.type },
        answer: answers("transformations"),
      },
      options,
    );
  }

  /**
   * Makes a transformation. Nothing about one is unique, so `findCreated` should look for what was asked and for the
   * time.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create<T extends TransformationType>(
    transformation: NewTransformation<T>,
    options?: CreateOptions<Transformation>,
  ): Promise<Transformation> {
    return this.call(
      {
        method: "POST",
        path: path`/transformations`,
        body: settingsToWire(transformation),
        answer: answers("transformation"),
      },
      options,
    );
  }

  /** One transformation. @throws {NotFoundError} */
  async retrieve(transformationId: string, options?: RequestOptions): Promise<Transformation> {
    return this.call(
      {
        method: "GET",
        path: path`/transformations/${transformationId}`,
        answer: answers("transformation"),
      },
      options,
    );
  }

  /** Changes what is given. @throws {NotFoundError} */
  async update(
    transformationId: string,
    changes: TransformationUpdate,
    options?: RequestOptions,
  ): Promise<Transformation> {
    return this.call(
      {
        method: "PATCH",
        path: path`/transformations/${transformationId}`,
        body: settingsToWire(changes),
        answer: answers("transformation"),
      },
      options,
    );
  }

  /** Deletes a transformation; its tables stay in the destination. @throws {NotFoundError} */
  async delete(transformationId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/transformations/${transformationId}` }, options);
  }

  /**
   * Starts a run; with `fullRefresh`, one that builds incremental models anew. Never repeated when its answer was lost,
   * since each run costs.
   *
   * @throws {NotFoundError}
   */
  async run(
    transformationId: string,
    how: { fullRefresh?: boolean } = {},
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      { method: "POST", path: path`/transformations/${transformationId}/run`, body: toWire(how) },
      options,
    );
  }

  /**
   * Stops the run that is under way. Repeated when its answer was lost: a run that has stopped cannot stop again.
   *
   * @throws {NotFoundError}
   */
  async cancel(transformationId: string, options?: RequestOptions): Promise<void> {
    return this.call(
      {
        method: "POST",
        path: path`/transformations/${transformationId}/cancel`,
        repeatable: true,
      },
      options,
    );
  }

  /**
   * Takes the latest version of the package. Repeated when its answer was lost: after the latest there is no later.
   *
   * @throws {NotFoundError}
   */
  async upgrade(transformationId: string, options?: RequestOptions): Promise<void> {
    return this.call(
      {
        method: "POST",
        path: path`/transformations/${transformationId}/upgrade`,
        repeatable: true,
      },
      options,
    );
  }

  /** The packages that Fivetran offers; with a filter, those for that service, and of exactly that name. */
  listPackageMetadata(
    filter: { service?: string; name?: string } = {},
    options?: ListOptions,
  ): Listing<TransformationPackageMetadata> {
    return this.listing(
      {
        path: path`/transformations/package-metadata`,
        query: { service: filter.service, name: filter.name },
        answer: answers("packageMetadataPage"),
      },
      options,
    );
  }

  /** One package that Fivetran offers. @throws {NotFoundError} */
  async retrievePackageMetadata(
    packageDefinitionId: string,
    options?: RequestOptions,
  ): Promise<TransformationPackageMetadata> {
    return this.call(
      {
        method: "GET",
        path: path`/transformations/package-metadata/${packageDefinitionId}`,
        answer: answers("packageMetadata"),
      },
      options,
    );
  }
}

function settingsToWire(settings: {
  schedule?: TransformationSchedule;
  transformationConfig?: object;
}): Record<string, unknown> {
  const { schedule, transformationConfig, ...rest } = checkedFields(settings);
  return toWire({
    ...rest,
    schedule: schedule && toWire(schedule),
    transformationConfig: transformationConfig && toWire(transformationConfig),
  });
}
