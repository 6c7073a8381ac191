/**
 * One sync of the engine in a process of its own. Argument: JSON of `{ folder, options, resync }`, or of `{ folder, segmentBytes, … }` for
 * a sync with segments of another size than usual. Prints what the sync took, in seconds.
 */
import { type ConnectorOptions, Fivetran } from "@pulumi-fivetran/engine";

interface OwnRun {
  readonly folder: string;
  readonly options: ConnectorOptions;
}

const { folder, options } = JSON.parse(process.argv[2] ?? "") as OwnRun;
const begun = performance.now();
const fivetran = new Fivetran({ id: "bench", folder, progress: false });
const { rows } = await fivetran.createConnector(options).sync();
console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, rows }));
