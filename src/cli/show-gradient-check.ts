import { resolveDatasetSources } from '../datasets/dataset-sources';
import type { GradientRow } from '../engine/gradcheck/check-network';
import { checkGradients } from '../launch/check-gradients';
import type { RunConfig } from '../plan/run-config';
import { exitCodes } from './exit-codes';
import { formatTable } from './format-table';
import { loadPlans } from './load-plans';
import { print, printNote } from './print';
import { reportProblems } from './report-problems';

/** Checks gradients and prints a row per comparison; returns the exit code. */
export async function showGradientCheck(options: {
  readonly spec: string | undefined;
  readonly dataDir: string | undefined;
  readonly json: boolean;
}): Promise<number> {
  const { spec, dataDir } = options;
  const common = { set: undefined, limit: undefined, engine: undefined, dataDir, download: true };
  const loaded = spec === undefined ? undefined : await loadPlans({ ...common, spec: [spec] });
  if (loaded !== undefined && loaded.problems.length > 0) {
    reportProblems(loaded.problems);
    return exitCodes.usage;
  }
  const { folders, cacheFolder } =
    loaded?.sources ?? resolveDatasetSources({ dataDir, download: false });
  const runs = loaded?.plans.flatMap((plan) => firstRuns(plan.runs)) ?? [];
  const rows = await checkGradients({ runs, sources: { folders, cacheFolder } });
  const failed = rows.filter(({ passed }) => !passed);
  if (options.json) {
    print(JSON.stringify(rows, null, 2));
  } else {
    print(formatRows(rows));
    const kinks = rows.reduce((sum, row) => sum + row.kinks, 0);
    const values = rows.reduce((sum, row) => sum + row.checked, 0);
    printNote(
      `${rows.length} checks of ${values} values, ${failed.length} failed; ${kinks} values at kinks left out.`,
    );
  }
  return failed.length === 0 ? exitCodes.ok : exitCodes.failed;
}

/** One run per trial: seeds change weights, not formulas. */
function firstRuns(runs: readonly RunConfig[]): RunConfig[] {
  const trials = new Set<string>();
  return runs.filter(({ trial }) => !trials.has(trial) && trials.add(trial));
}

function formatRows(rows: readonly GradientRow[]): string {
  const header = [
    'network',
    'against',
    'layer',
    'parameter',
    'max rel. error',
    'at',
    'values',
    'kinks',
    'below',
    '',
  ];
  const cells = rows.map((row) => [
    row.network,
    row.oracle,
    row.layer,
    row.parameter,
    row.maxRelativeError.toExponential(1),
    String(row.index),
    String(row.checked),
    row.kinks === 0 ? '' : String(row.kinks),
    row.tolerance.toExponential(0),
    row.passed ? 'ok' : 'FAILED',
  ]);
  return formatTable(header, cells, [4, 5, 6, 7, 8]);
}
