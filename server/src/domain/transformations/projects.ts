import type { SetupTest } from "../../records/setupTests";
import type { TransformationProjectRecord } from "../../records/transformations";
import type { Account } from "../account";
import { projectRuleOf } from "./rules";

/** The titles are chosen, UNPROVEN. */
const PASSING: readonly SetupTest[] = [
  { title: "Git Repository Connection", status: "PASSED", message: "" },
  { title: "dbt Project Validation", status: "PASSED", message: "" },
];

/** Keeps a project, and begins to set it up; how that ends shows later. In a transaction. */
export function setUpProject(account: Account, project: TransformationProjectRecord): void {
  account.state.put("transformationProjects", project.id, project);
  const { setupMs = 0 } = projectRuleOf(account, project);
  account.agenda.plan("projectSetup", project.id, account.clock.now() + setupMs);
}

/** The time of a project's set-up is over. */
export function endProjectSetup(account: Account, id: string): void {
  const project = account.state.get("transformationProjects", id);
  if (project !== undefined) testProject(account, project);
}

/** Runs the tests of a project, which decide its status at once. */
export function testProject(
  account: Account,
  project: TransformationProjectRecord,
): { readonly project: TransformationProjectRecord; readonly tests: readonly SetupTest[] } {
  const tests = testsOf(account, project);
  const failed = tests.filter(({ status }) => status === "FAILED" || status === "JOB_FAILED");
  const tested: TransformationProjectRecord = {
    ...project,
    status: failed.length === 0 ? "READY" : "ERROR",
    errors: failed.map(({ title, message = "" }) => (message === "" ? title : message)),
  };
  account.state.put("transformationProjects", project.id, tested);
  return { project: tested, tests };
}

export function testsOf(account: Account, project: TransformationProjectRecord): readonly SetupTest[] {
  return projectRuleOf(account, project).tests ?? PASSING;
}
