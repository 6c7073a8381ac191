import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import type { DoctorOptions } from "./doctor/doctor";
import { documentedAs } from "./documented";

export function doctorCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("doctor")))
    .description("Look whether everything that is needed is there and works.")
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import("./doctor/doctor.js");
      await doctor(options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "doctor",
        purpose: "Look at Node.js, Pulumi, credentials, reach, clock, rate limit and packages.",
      },
    ],
    fields: {
      check: "what was looked at",
      status: "ok, warning, failed, or skipped (not there, and not needed for everything)",
      detail: "what was found",
      hint: "what to do about it; null when nothing is",
    },
    notes: ["It ends with 1 when something failed."],
  });
}
