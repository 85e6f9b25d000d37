import path from 'node:path';
import { resolveDatasetSources } from '../../../datasets/dataset-sources';
import type { DatasetSpec } from '../../../datasets/registry';
import { DatasetChooser } from '../../../datasets/search/dataset-chooser';
import { planSpec } from '../../../plan/plan-spec';
import type { RunConfig } from '../../../plan/run-config';
import { parseYamlValue } from '../../../spec/yaml/yaml-source';
import { UserError } from '../../../util/user-error';
import { loadPlans } from '../../load-plans';
import { openDownloadView } from '../../output/download-view';
import { printNote } from '../../output/print';

/** A data set, and where the files are that its settings name. */
export interface ChosenDataset {
  readonly dataset: DatasetSpec;
  readonly files: Readonly<Record<string, string>> | undefined;
}

/** How the data set is looked for. */
interface DatasetOptions {
  readonly dataDir: string | undefined;
  readonly download: boolean;
}

/** The data set of a run. */
export function datasetOfRun({ settings, data }: RunConfig): ChosenDataset {
  return { dataset: settings.dataset, files: data?.files };
}

/**
 * The data set that is meant by a name, a mapping as specs write it, or a spec.
 *
 * @throws UserError where it is none, or can't be had.
 */
export async function chooseDataset(text: string, options: DatasetOptions): Promise<ChosenDataset> {
  const isSpec = /\.ya?ml$/i.test(text);
  const { plans, problems } = isSpec
    ? await planFile(text, options)
    : await planText(text, options);
  const [problem] = problems;
  const run = plans[0]?.runs[0];
  if (problem !== undefined || run === undefined) {
    const where = isSpec ? text : `--dataset ${text}`;
    throw new UserError(`${where}: ${problem?.message ?? 'there is no data set'}`, {
      hint: problem?.hint ?? 'Name a data set, or a spec that has one.',
    });
  }
  return datasetOfRun(run);
}

function planFile(file: string, options: DatasetOptions) {
  const unset = { set: undefined, limit: undefined, engine: undefined, threads: undefined };
  return loadPlans({ ...unset, ...options, spec: [file] });
}

/** Plans the smallest experiment that there is on the data set, whose problems are then those of specs. */
async function planText(text: string, { dataDir, download }: DatasetOptions) {
  const view = openDownloadView();
  try {
    const sources = resolveDatasetSources({ dataDir, download, onProgress: view.show });
    const data = new DatasetChooser(sources, printNote).startingFrom(path.resolve());
    const parsing = parseYamlValue(text);
    if (!parsing.ok) throw new UserError(`--dataset ${text}: ${parsing.message}`);
    const dataset = JSON.stringify(parsing.value);
    const spec = `name: evaluate\ndataset: ${dataset}\nmodel: mlp\noptimizer: adam\nbatchSize: full\nsteps: 1\n`;
    const planning = await planSpec(spec, '--dataset', { data });
    return planning.ok
      ? { plans: [planning.plan], problems: [] }
      : { plans: [], problems: planning.problems };
  } finally {
    view.close();
  }
}
