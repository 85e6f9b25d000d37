import type { DatasetFolders } from '../datasets/dataset-sources';
import { datasetOf } from '../datasets/registry';
import { requireOwnCode } from '../own-code/load-own-code';
import type { RunConfig } from '../plan/run-config';
import { UserError } from '../util/user-error';
import { checkSuite } from './built-in-suite';
import { checkRun } from './check-run';
import type { GradientRow } from './gradient-row';

/** What the process of a gradient check is told. */
export interface GradcheckRequest {
  /** One run per network; none for the built-in suite. */
  readonly runs: readonly RunConfig[];
  readonly sources: DatasetFolders;
}

/** What it tells: rows as they come, or why it can't. */
export type GradcheckReport =
  | { readonly rows: readonly GradientRow[] }
  | { readonly error: string; readonly hint: string | undefined };

/* TensorFlow prints to standard error while it loads, so gradients are checked in a process apart. */
process.on('message', async ({ runs, sources }: GradcheckRequest) => {
  const send = (report: GradcheckReport): void => void process.send?.(report);
  try {
    if (runs.length === 0) send({ rows: [...checkSuite()] });
    for (const run of runs) {
      requireOwnCode(run.code);
      const { dataset } = run.settings;
      const data = await datasetOf(dataset).load(dataset, run.seed, {
        ...sources,
        ...(run.data && { files: run.data.files }),
        download: true,
      });
      send({ rows: checkRun(run, data) });
    }
  } catch (error) {
    if (error instanceof UserError) send({ error: error.message, hint: error.hint });
    else send({ error: String(error instanceof Error ? error.stack : error), hint: undefined });
  }
  process.disconnect();
});
