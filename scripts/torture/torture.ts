import path from 'node:path';
import { listExperiments } from '../../src/analysis/results/find-results';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { compareExperiments } from './compare-experiments';
import { countNamed, listUnnamed } from './damaged-metrics';
import { finishGrid } from './grid-process';
import { runUnderFire, type Victim } from './run-under-fire';
import type { TortureOptions } from './torture-options';

/** What a torture found. */
export interface TortureResult {
  readonly kills: Readonly<Record<Victim, number>>;
  /** How often the clock jumped, in processes that were started. */
  readonly jumps: number;
  /** How often the metrics of a run were damaged, by kind. */
  readonly damages: Readonly<Record<string, number>>;
  /** Runs of which metrics were damaged, and how often it was said. */
  readonly named: number;
  readonly runs: number;
  /** Everything in which the tortured grid differs from the undisturbed one. */
  readonly differences: readonly string[];
}

/**
 * Runs a grid once in peace and once under kill -9 at random instants, each time starting it again,
 * and compares what they left.
 */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { spec, folder, note = () => {} } = options;
  const peaceful = path.join(folder, 'peaceful');
  const tortured = path.join(folder, 'tortured');
  note('running the grid undisturbed');
  const table = await finishGrid(spec, peaceful);
  const fire = await runUnderFire(options, tortured);
  note('letting it end');
  const tableAfter = await finishGrid(spec, tortured);

  const [experiment = ''] = listExperiments(peaceful);
  const left = new ExperimentDirectory(path.join(peaceful, experiment));
  const right = new ExperimentDirectory(path.join(tortured, experiment));
  const differences = [
    ...(dropDurations(table) === dropDurations(tableAfter) ? [] : ['the final table']),
    ...compareExperiments(left, right),
    ...listUnnamed(right, fire.damaged),
  ];
  const { kills, jumps, damages } = fire;
  const named = right.listRuns().reduce((sum, run) => sum + countNamed(run), 0);
  return { kills, jumps, damages, named, runs: left.listRuns().length, differences };
}

/** The last column says how long runs took, which is never the same twice. */
function dropDurations(table: string): string {
  return table.replaceAll(/\s+[\d.]+ (s|min.*|h.*)$/gm, '');
}
