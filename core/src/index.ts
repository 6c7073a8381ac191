/** The contract between what a resource does and the faces that tell of it. Internal to the packages of this repository. */
import "./onlyCopy";

export type {
  CheckFailure,
  CheckRequest,
  CheckResult,
  Context,
  CreateRequest,
  CreateResult,
  DeleteRequest,
  DiffRequest,
  DiffResult,
  Existing,
  Handler,
  Listed,
  Notice,
  Properties,
  PropertyChange,
  PropertyPath,
  ReadRequest,
  ReadResult,
  UpdateRequest,
} from "./contract";
