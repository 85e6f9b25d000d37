import type { DatasetSources } from '../../datasets/dataset-sources';
import type { ContainerRequest } from '../../launch/submit/scheduler';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { isInside } from '../../util/files/is-inside';
import { UsageError } from '../options/usage-error';
import { printNote } from '../output/print';
import { showPath } from '../output/show-path';

/**
 * Sees to it that containers see the results, the user's data and code: at the same path, on the volume.
 *
 * @throws UsageError where something of it is elsewhere.
 */
export function checkVolume(
  plan: ExperimentPlan,
  directory: ExperimentDirectory,
  container: ContainerRequest | undefined,
): void {
  if (container === undefined) return;
  const { claim, path } = container.volume;
  const fault = (file: string): string =>
    `${file} is not on the volume: workers have only what is below ${path}`;
  const files = plan.runs.flatMap(({ data, code }) => [
    ...Object.values(data?.files ?? {}),
    ...Object.values(code ?? {}),
  ]);
  const unseen = files.find((file) => !isInside(file, path));
  if (unseen !== undefined) {
    throw new UsageError(fault(unseen), {
      hint: `Put the spec with the data and the code that it names below ${path}, and submit it from there.`,
    });
  }
  if (isInside(directory.path, path) && directory.path !== path) return;
  throw new UsageError(fault(directory.path), {
    hint: `Pods mount the claim at the path at which this machine has it, so that each path means the same to both. Name a folder on it: --results-dir ${path}/results. If this machine has it elsewhere, say where: --volume ${claim}:/elsewhere`,
  });
}

/** Says which folders of data sets containers do not see. */
export function noteUnseenData(
  { folders }: DatasetSources,
  container: ContainerRequest | undefined,
): void {
  if (container === undefined) return;
  const { path } = container.volume;
  for (const folder of folders.filter((one) => !isInside(one, path))) {
    printNote(
      `${showPath(folder)} is not on the volume: each worker downloads the data sets that it needs. To have them at hand: --data-dir ${path}/data`,
    );
  }
}
