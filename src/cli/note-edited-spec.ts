import path from 'node:path';
import { describePlanChange } from '../analysis/results/describe-plan-change';
import { resolveDatasetSources } from '../datasets/dataset-sources';
import { DatasetChooser } from '../datasets/search/dataset-chooser';
import { loadOwnCode } from '../own-code/load-own-code';
import { parsePlan } from '../plan/parse-plan';
import type { ExperimentPlan } from '../plan/plan-experiment';
import { planSpec } from '../plan/plan-spec';
import type { ExperimentDirectory } from '../records/experiment-directory';
import { readJsonFile } from '../records/read-json-file';
import { commandFor } from '../util/process/command-for';
import { printNote } from './output/print';
import { readSpec } from './read-spec';

/**
 * Says where a spec that names an experiment plans something else by now than what its results are
 * of, because the answer is about the results. Nothing is said where that can't be known, for
 * instance without the data set.
 */
export async function noteEditedSpec(name: string, directory: ExperimentDirectory): Promise<void> {
  if (!/\.ya?ml$/i.test(name)) return;
  const stored = readJsonFile(directory.planFile, parsePlan);
  const reading = readSpec(name);
  if (stored.state !== 'sound' || !reading.ok) return;
  const now = await planAgain(reading.text, name);
  if (now === 'faulty') {
    printNote(
      `warning: ${name} has mistakes by now; this is of the plan that was run. What is wrong: ${commandFor('validate', name)}`,
    );
    return;
  }
  const change = now && describePlanChange(stored.value, now);
  if (change === undefined) return;
  printNote(
    `warning: ${name} plans something else than what these results are of (${change})\n  To run it as it is now: ${commandFor('run', name)}`,
  );
}

/** What a spec plans now; undefined where its data set is not here, or another stands in for it. */
async function planAgain(
  text: string,
  name: string,
): Promise<ExperimentPlan | 'faulty' | undefined> {
  let isSubstitute = false;
  const data = new DatasetChooser(
    resolveDatasetSources({ dataDir: undefined, download: false }),
    () => {
      isSubstitute = true;
    },
  );
  const folder = path.dirname(path.resolve(name));
  const planning = await planSpec(text, name, {
    data: data.startingFrom(folder),
    loadOwnCode: (reference) => loadOwnCode(reference, folder),
  });
  if (isSubstitute || data.lacksSome()) return undefined;
  return planning.ok ? planning.plan : 'faulty';
}
