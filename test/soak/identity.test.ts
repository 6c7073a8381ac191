import { describe } from "vitest";
import { describeIdentity } from "../support/identityCases";

describe("a run that refreshes first does not delete what it declares", () => {
  describeIdentity(["--refresh"], "all");
});
