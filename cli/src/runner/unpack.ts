import { execFile } from "node:child_process";
import { kitFolder } from "./kit";

/**
 * Unpacks a package into a new folder, by the kit's own reader of ZIP files.
 *
 * @throws Error for what is no ZIP file, leads out of the folder, or is larger than a package may be
 */
export async function unpack(python: string, file: string, folder: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    execFile(
      python,
      ["-X", "utf8", "-m", "connector_kit.runner.unpack", file, folder],
      { env: { PYTHONPATH: kitFolder(), PYTHONDONTWRITEBYTECODE: "1", ...systemRoot() } },
      (error, _stdout, stderr) => {
        if (error === null) resolve();
        else reject(new Error(`The package cannot be unpacked: ${stderr.trim() || error.message}`));
      },
    );
  });
}

/** Without it, no program starts on Windows. */
function systemRoot(): Record<string, string> {
  const root = process.env["SYSTEMROOT"];
  return root === undefined ? {} : { SYSTEMROOT: root };
}
