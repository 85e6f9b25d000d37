import path from 'node:path';
import { listNames } from '../../util/files/list-folder';

/** What an experiment's folder or a run's tells of its place. */
interface Place {
  readonly path: string;
}

/** Where replaced runs of an experiment go: beside the experiments, out of TensorBoard's sight. */
export function replacedFolder(experiment: Place): string {
  return path.join(path.dirname(experiment.path), '.replaced', path.basename(experiment.path));
}

/** The newest of what stands in a folder as `base`, `base-2`, `base-3` and so on; none is missing. */
export function findNewest(folder: string, base: string): string | undefined {
  const newest = newestNumber(folder, base);
  return newest === 0 ? undefined : path.join(folder, nameOf(base, newest));
}

/** A name for another one, behind all that are there. */
export function chooseNext(folder: string, base: string): string {
  return path.join(folder, nameOf(base, newestNumber(folder, base) + 1));
}

/** The results that a run name had last under settings of a hash, where they were put aside. */
export function findReplacedRun(
  experiment: Place,
  runId: string,
  configHash: string,
): string | undefined {
  return findNewest(replacedFolder(experiment), `${runId}-${markOfSettings(configHash)}`);
}

/** What tells results of some settings from others in the name of their folder. */
export function markOfSettings(configHash: string): string {
  return configHash.slice(0, 12);
}

function newestNumber(folder: string, base: string): number {
  const numbers = listNames(folder).map((name) => {
    if (name === base) return 1;
    return name.startsWith(`${base}-`) ? Number(name.slice(base.length + 1)) : 0;
  });
  return numbers.filter(Number.isInteger).reduce((a, b) => Math.max(a, b), 0);
}

function nameOf(base: string, number: number): string {
  return number === 1 ? base : `${base}-${number}`;
}
