import type {
  ProjectRule,
  TransformationProjectRecord,
  TransformationRecord,
  TransformationRule,
} from "../../records/transformations";
import type { Account } from "../account";

/** @returns the rule's id */
export function addRunRule(account: Account, rule: TransformationRule): string {
  const id = account.newId();
  account.state.put("transformationRules", id, { ...rule, id });
  return id;
}

/** @returns the rule's id */
export function addProjectRule(account: Account, rule: ProjectRule): string {
  const id = account.newId();
  account.state.put("projectRules", id, { ...rule, id });
  return id;
}

/** What decides a transformation's runs; nothing when no rule matches. */
export function runRuleOf(account: Account, transformation: TransformationRecord): TransformationRule {
  const facts: TransformationRule =
    transformation.type === "DBT_CORE"
      ? { projectId: transformation.config.project_id, name: transformation.config.name }
      : { packageName: transformation.config.package_name };
  const matches = (rule: TransformationRule): boolean =>
    is(rule.transformationId, transformation.id) &&
    is(rule.projectId, facts.projectId) &&
    is(rule.name, facts.name) &&
    is(rule.packageName, facts.packageName);
  return [...account.state.all("transformationRules")].filter(matches).at(-1) ?? {};
}

/** What decides a project's set-up; nothing when no rule matches. */
export function projectRuleOf(account: Account, project: TransformationProjectRecord): ProjectRule {
  const matches = (rule: ProjectRule): boolean =>
    is(rule.projectId, project.id) &&
    is(rule.groupId, project.groupId) &&
    is(rule.gitRemoteUrl, project.config["git_remote_url"]);
  return [...account.state.all("projectRules")].filter(matches).at(-1) ?? {};
}

function is(wanted: string | undefined, actual: unknown): boolean {
  return wanted === undefined || wanted === actual;
}
