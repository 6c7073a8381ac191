import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { checkedFields, toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type {
  NewTransformationProject,
  TransformationProject,
  TransformationProjectSummary,
  TransformationProjectUpdate,
} from "./transformationProjects.types";

const answers = schemasIn(() => import("./transformationProjects.answers.js"));

/** The dbt projects of the account. */
export class TransformationProjects extends ApiResource {
  /** All projects that the key may see, without their settings. */
  list(options?: ListOptions): Listing<TransformationProjectSummary> {
    return this.listing(
      {
        path: path`/transformation-projects`,
        answer: answers("transformationProjects"),
      },
      options,
    );
  }

  /**
   * Makes a project. `findCreated` can look for the group and the time, and then retrieve what it found, since lists
   * leave the settings out.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(
    project: NewTransformationProject,
    options?: CreateOptions<TransformationProject>,
  ): Promise<TransformationProject> {
    return this.call(
      {
        method: "POST",
        path: path`/transformation-projects`,
        body: settingsToWire(project),
        cost: project.runTests === false ? "call" : "setupTest",
        answer: answers("transformationProject"),
      },
      options,
    );
  }

  /** One project, with its settings and, where they ran, its setup tests. @throws {NotFoundError} */
  async retrieve(projectId: string, options?: RequestOptions): Promise<TransformationProject> {
    return this.call(
      {
        method: "GET",
        path: path`/transformation-projects/${projectId}`,
        answer: answers("transformationProject"),
      },
      options,
    );
  }

  /** Changes what is given and leaves the rest, within `projectConfig` too. @throws {NotFoundError} */
  async update(
    projectId: string,
    changes: TransformationProjectUpdate,
    options?: RequestOptions,
  ): Promise<TransformationProject> {
    return this.call(
      {
        method: "PATCH",
        path: path`/transformation-projects/${projectId}`,
        body: settingsToWire(changes),
        cost: changes.runTests === false ? "call" : "setupTest",
        answer: answers("transformationProject"),
      },
      options,
    );
  }

  /** Deletes a project; the repository is not touched. @throws {NotFoundError} */
  async delete(projectId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/transformation-projects/${projectId}` }, options);
  }

  /** Tests the settings. Safe to repeat: a test changes nothing but the status. @throws {NotFoundError} */
  async runSetupTests(projectId: string, options?: RequestOptions): Promise<TransformationProject> {
    return this.call(
      {
        method: "POST",
        path: path`/transformation-projects/${projectId}/test`,
        repeatable: true,
        cost: "setupTest",
        answer: answers("transformationProject"),
      },
      options,
    );
  }
}

function settingsToWire(
  settings: NewTransformationProject | TransformationProjectUpdate,
): Record<string, unknown> {
  const { projectConfig, ...rest } = checkedFields(settings);
  return toWire({ ...rest, projectConfig: projectConfig && toWire(projectConfig) });
}
