import { z } from "zod";
import { apiObject, openEnum, optional, page } from "../wire/answerSchema";
import { setupTest } from "./setupTests.answers";
import type { TransformationProjectStatus, TransformationProjectType } from "./transformationProjects.types";

const summaryFields = {
  id: z.string(),
  type: optional(openEnum<TransformationProjectType>()),
  groupId: optional(z.string()),
  createdById: optional(z.string()),
  createdAt: optional(z.string()),
};

const projectConfig = apiObject({
  dbtVersion: optional(z.string()),
  defaultSchema: optional(z.string()),
  gitRemoteUrl: optional(z.string()),
  folderPath: optional(z.string()),
  gitBranch: optional(z.string()),
  threads: optional(z.number()),
  targetName: optional(z.string()),
  environmentVars: optional(z.array(z.string())),
  publicKey: optional(z.string()),
});

export const transformationProjects = page(apiObject(summaryFields));

export const transformationProject = apiObject({
  ...summaryFields,
  status: optional(openEnum<TransformationProjectStatus>()),
  errors: optional(z.array(z.string())),
  projectConfig: optional(projectConfig),
  setupTests: optional(z.array(setupTest)),
});
