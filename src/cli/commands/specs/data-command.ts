import type { Dataset } from '../../../datasets/dataset';
import type { DatasetSources } from '../../../datasets/dataset-sources';
import { type DatasetExamination, examineDataset } from '../../../datasets/examine/examine-dataset';
import { datasetOf } from '../../../datasets/registry';
import type { ExperimentPlan } from '../../../plan/plan-experiment';
import type { RunConfig } from '../../../plan/run-config';
import { writeFileAtomic } from '../../../util/files/atomic-write';
import { formatStableJson } from '../../../util/stable-json';
import { UserError } from '../../../util/user-error';
import { formatExamination } from '../../answers/format-examination';
import { exitCodes } from '../../exit-codes';
import { loadPlans } from '../../load-plans';
import { defineCommand } from '../../options/define-command';
import { textOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { planningOptions, type SpecOptions, specArguments } from '../../options/spec-options';
import { print, printAnswer, printNote } from '../../output/print';
import { reportProblems } from '../../report-problems';

/** What draws, loaded when it is first needed. */
const drawing = (): typeof import('../../../training/pictures/draw-examples') =>
  require('../../../training/pictures/draw-examples');
const encoding = (): typeof import('../../../records/summaries/image') =>
  require('../../../records/summaries/image');

/** `ablate data SPEC...` */
export const dataCommand = defineCommand({
  arguments: specArguments,
  options: {
    ...planningOptions,
    ...formatOptions('datasets'),
    picture: textOption('PNG file to write with examples of every class, where they are images'),
  },
  run: (options) => showData({ ...options, format: chooseFormat(options) }),
});

/** What `ablate data` is told. */
export interface DataOptions extends SpecOptions {
  readonly picture?: string | undefined;
  readonly format: OutputFormat;
}

/** What programs get. */
interface DataAnswer {
  readonly datasets: readonly ExaminedDataset[];
}

/** A data set, with what its files made known while they were read. */
interface ExaminedDataset extends DatasetExamination {
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Shows the data of specs as their runs see them; returns the exit code. */
export async function showData(options: DataOptions): Promise<number> {
  const { plans, problems, sources } = await loadPlans(options);
  if (problems.length > 0) {
    reportProblems(problems, options.format);
    return exitCodes.usage;
  }
  const datasets: ExaminedDataset[] = [];
  for (const run of listRuns(plans)) {
    const data = await load(run, sources);
    const files = Object.values(run.data?.files ?? {});
    const examined = { ...examineDataset(data), files, notes: run.data?.facts.notes ?? [] };
    if (options.format !== 'json') {
      if (datasets.length > 0) print('');
      print(formatExamination(examined));
    }
    if (options.picture !== undefined && datasets.length === 0) {
      draw(data, options.picture);
    }
    datasets.push(examined);
  }
  if (options.format === 'json') printAnswer<DataAnswer>('data', { datasets });
  return exitCodes.ok;
}

/** A run for each data set. */
function listRuns(plans: readonly ExperimentPlan[]): readonly RunConfig[] {
  const runs = new Map<string, RunConfig>();
  for (const run of plans.flatMap((plan) => plan.runs)) {
    const key = formatStableJson(run.settings.dataset);
    if (!runs.has(key)) runs.set(key, run);
  }
  return [...runs.values()];
}

function load({ settings, seed, data }: RunConfig, sources: DatasetSources): Promise<Dataset> {
  const { dataset } = settings;
  const where = { ...sources, ...(data && { files: data.files }) };
  return datasetOf(dataset).load(dataset, seed, where);
}

function draw(data: Dataset, file: string): void {
  const image = drawing().drawExamples(data);
  if (image === undefined) {
    throw new UserError(`The examples of ${data.name} are no images: there is nothing to draw`, {
      hint: 'Leave --picture out.',
    });
  }
  writeFileAtomic(file, encoding().encodePng(image));
  printNote(`Examples: ${file}`);
}
