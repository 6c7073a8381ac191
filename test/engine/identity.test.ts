import { describe } from "vitest";
import { describeIdentity } from "../support/identityCases";

describe("a run does not delete what it declares", () => {
  describeIdentity([], "all");
});
