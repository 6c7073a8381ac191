import { describe } from "vitest";
import { describeIdentity } from "../support/identityCases";

/** `npm run soak` has the cases that are left out here. */
describe("a run that refreshes first does not delete what it declares", () => {
  describeIdentity(["--refresh"], "declared twice");
});
