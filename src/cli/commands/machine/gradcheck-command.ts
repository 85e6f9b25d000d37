import { resolveDatasetSources } from '../../../datasets/dataset-sources';
import { checkGradients } from '../../../gradcheck/check-gradients';
import type { GradientRow, GradientVerdict } from '../../../gradcheck/gradient-row';
import type { RunConfig } from '../../../plan/run-config';
import { exitCodes } from '../../exit-codes';
import { loadPlans } from '../../load-plans';
import { defineCommand } from '../../options/define-command';
import { folderOption, optionalArgument } from '../../options/option-kinds';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { formatTable } from '../../output/format-table';
import { print, printAnswer, printNote } from '../../output/print';
import { reportProblems } from '../../report-problems';

/** `ablate gradcheck [SPEC]` */
export const gradcheckCommand = defineCommand({
  arguments: { spec: optionalArgument('Check the networks of this experiment') },
  options: {
    ...formatOptions('checks'),
    'data-dir': folderOption('Folder that holds data sets'),
  },
  run: (options) => showGradientCheck({ ...options, format: chooseFormat(options) }),
});

/** Checks gradients and prints a row per comparison; returns the exit code. */
export async function showGradientCheck(options: {
  readonly spec: string | undefined;
  readonly dataDir: string | undefined;
  readonly format: OutputFormat;
}): Promise<number> {
  const { spec, dataDir } = options;
  const unset = { set: undefined, limit: undefined, engine: undefined, threads: undefined };
  const common = { ...unset, dataDir, download: true };
  const loaded = spec === undefined ? undefined : await loadPlans({ ...common, spec: [spec] });
  if (loaded !== undefined && loaded.problems.length > 0) {
    reportProblems(loaded.problems, options.format);
    return exitCodes.usage;
  }
  const { folders, cacheFolder } =
    loaded?.sources ?? resolveDatasetSources({ dataDir, download: false });
  const runs = loaded?.plans.flatMap((plan) => firstRuns(plan.runs)) ?? [];
  const rows = await checkGradients({ runs, sources: { folders, cacheFolder } });
  const countOf = (wanted: GradientVerdict): number =>
    rows.filter(({ verdict }) => verdict === wanted).length;
  const failedCount = countOf('failed');
  if (options.format === 'json') {
    printAnswer<{ readonly checks: readonly GradientRow[] }>('gradcheck', { checks: rows });
  } else {
    print(formatRows(rows));
    const values = rows.reduce((sum, row) => sum + row.checked, 0);
    printNote(
      `${rows.length} checks of ${values} values, ${failedCount} failed, ${countOf('kink')} with something left out at a kink.`,
    );
  }
  return failedCount === 0 ? exitCodes.ok : exitCodes.failed;
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
    row.checked === 0 ? '' : row.maxRelativeError.toExponential(1),
    row.checked === 0 ? '' : String(row.index),
    String(row.checked),
    row.kinks === 0 ? '' : String(row.kinks),
    row.tolerance.toExponential(0),
    formatVerdict(row),
  ]);
  return formatTable(header, cells, [4, 5, 6, 7, 8], { optional: [5, 8, 7, 6] });
}

/** `kink: net input 0 of fc1, unit 3, example 5` */
function formatVerdict({ verdict, kinkAt }: GradientRow): string {
  if (verdict === 'failed') return 'FAILED';
  if (kinkAt === undefined) return verdict;
  const { layer, unit, example, preactivation } = kinkAt;
  const netInput = preactivation === 0 ? '0' : preactivation.toExponential(1);
  return `${verdict}: net input ${netInput} of ${layer}, unit ${unit}, example ${example}`;
}
