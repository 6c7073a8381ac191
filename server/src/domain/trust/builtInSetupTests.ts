import type { SetupTestRule } from "../../records/setupTests";

/** Hosts whose names say how their setup tests end. The names are reserved: no real host has one. */
export const BUILT_IN_RULES: readonly SetupTestRule[] = [
  {
    host: "*.invalid",
    tests: [
      { title: "Host Connection", status: "FAILED", message: "Unknown host" },
      { title: "Validate Login", status: "SKIPPED", message: "" },
      { title: "Permission Test", status: "SKIPPED", message: "" },
    ],
  },
  {
    host: "wrong-password.test",
    tests: [
      { title: "Host Connection", status: "PASSED", message: "" },
      { title: "Validate Login", status: "FAILED", message: "Invalid login credentials." },
      { title: "Permission Test", status: "SKIPPED", message: "" },
    ],
  },
  {
    host: "warning.test",
    tests: [
      { title: "Host Connection", status: "PASSED", message: "" },
      { title: "Validate Login", status: "PASSED", message: "" },
      { title: "Permission Test", status: "WARNING", message: "Some tables cannot be read." },
    ],
  },
  {
    host: "untrusted-certificate.test",
    untilTrusted: "certificates",
    tests: [
      { title: "Host Connection", status: "PASSED", message: "" },
      { title: "Certificate Validation", status: "FAILED", message: "The certificate is not trusted." },
    ],
  },
  {
    host: "untrusted-fingerprint.test",
    untilTrusted: "fingerprints",
    tests: [
      {
        title: "Connecting to SSH tunnel",
        status: "FAILED",
        message: "The fingerprint of the SSH key is not trusted.",
      },
    ],
  },
];
