import fs from 'node:fs';
import path from 'node:path';
import {
  comparePublished,
  type MeasuredRun,
  type PublishedComparison,
} from '../../../analysis/comparison/compare-published';
import {
  type RecordedRun,
  readCurve,
  readPlannedRuns,
} from '../../../analysis/results/read-results';
import { ExperimentDirectory } from '../../../records/experiment-directory';
import { writeFileAtomic } from '../../../util/files/atomic-write';
import { makeFolder } from '../../../util/files/make-folder';
import { commandFor } from '../../../util/process/command-for';
import { UserError } from '../../../util/user-error';
import { formatPublishedPage, formatPublishedTable } from '../../answers/format-published';
import { exitCodes } from '../../exit-codes';
import { runExperiments } from '../../experiments/run-experiments';
import { loadPlans } from '../../load-plans';
import { defineCommand } from '../../options/define-command';
import { argumentList, countOption, switchOption } from '../../options/option-kinds';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { replaceOption, resultsOptions } from '../../options/results-options';
import type { SpecOptions } from '../../options/spec-options';
import { planningOptions } from '../../options/spec-options';
import { print, printAnswer, printNote } from '../../output/print';
import { reportProblems } from '../../report-problems';

/** `ablate reproduce [SPEC...]` */
export const reproduceCommand = defineCommand({
  arguments: {
    spec: argumentList('Experiment files (YAML); experiments/report-*.yaml unless given', {
      default: [],
    }),
  },
  options: {
    ...formatOptions('comparisons'),
    ...planningOptions,
    ...resultsOptions('Folder that results go to; the comparison goes to published/ in it'),
    run: switchOption('Train what is missing (--no-run: compare what is there)', true),
    replace: replaceOption,
    jobs: countOption('Runs at once', { min: 1 }),
    quiet: switchOption('Print only the tables'),
  },
  examples: ['reproduce experiments/report-c-threes-nines.yaml', 'reproduce --no-run'],
  run: (options) => reproduceExperiments({ ...options, format: chooseFormat(options) }),
});

/** What `ablate reproduce` is told. */
export interface ReproduceOptions extends SpecOptions {
  readonly resultsDir: string;
  readonly run: boolean;
  readonly jobs: number | undefined;
  readonly quiet: boolean;
  readonly format: OutputFormat;
  readonly replace: boolean;
}

/** What programs get. */
interface ReproduceAnswer {
  readonly comparisons: readonly PublishedComparison[];
}

/**
 * Runs experiments and compares them with published figures; returns the exit code, which tells
 * whether every figure came back.
 *
 * @throws UserError where there are no specs.
 */
export async function reproduceExperiments(given: ReproduceOptions): Promise<number> {
  const options = { ...given, spec: given.spec.length > 0 ? given.spec : listReportSpecs() };
  const loaded = await loadPlans(options);
  if (options.run) {
    const run = {
      ...options,
      isolate: false,
      retries: 0,
      failFast: false,
      giveUpAfter: 5,
      timeout: undefined,
      rerun: undefined,
      fresh: false,
      checkClaims: false,
      format: options.format === 'json' ? 'none' : 'table',
    } as const;
    const code = await runExperiments(run, loaded);
    if (code === exitCodes.usage || code === exitCodes.interrupted) return code;
  }
  const { plans, problems } = loaded;
  if (problems.length > 0) {
    reportProblems(problems, options.format);
    return exitCodes.usage;
  }
  const comparisons = plans.flatMap((plan) => {
    const directory = new ExperimentDirectory(path.join(options.resultsDir, plan.experiment));
    return comparePublished(plan, readPlannedRuns(plan, directory).map(measureRun));
  });
  if (options.format === 'json') printAnswer<ReproduceAnswer>('reproduce', { comparisons });
  else print(`\n${formatPublishedTable(comparisons)}`);
  if (comparisons.some(({ verdict }) => verdict === 'incomplete')) {
    printNote(
      `\nSome runs have no result, so the comparison is not written to a file. How they stand: ${commandFor('status', ...options.spec)}`,
    );
    return exitCodes.failed;
  }
  const folder = path.join(options.resultsDir, 'published');
  makeFolder(folder);
  writeFileAtomic(
    path.join(folder, 'published.json'),
    `${JSON.stringify({ comparisons }, null, 2)}\n`,
  );
  writeFileAtomic(path.join(folder, 'published.md'), formatPublishedPage(plans, comparisons));
  if (!options.quiet) printNote(`\nThe comparison: ${path.join(folder, 'published.md')}`);
  const isReproduced = comparisons.every(({ verdict }) => verdict !== 'outside');
  return isReproduced ? exitCodes.ok : exitCodes.failed;
}

const specFolder = 'experiments';

function listReportSpecs(): string[] {
  const names = fs.existsSync(specFolder) ? fs.readdirSync(specFolder) : [];
  const specs = names.filter((name) => /^report-.*\.yaml$/.test(name)).sort();
  if (specs.length > 0) return specs.map((name) => path.join(specFolder, name));
  throw new UserError(`There are no ${specFolder}/report-*.yaml here`, {
    hint: 'Go to the folder of the project, or name specs.',
  });
}

function measureRun(run: RecordedRun): MeasuredRun {
  return {
    runId: run.config.runId,
    measure: (metric, step) => {
      if (step === undefined) return run.metrics?.[metric];
      if (run.metrics === undefined) return undefined;
      const row = readCurve(run).find((candidate) => candidate.step === step);
      return row?.values[metric];
    },
  };
}
