import fs from 'node:fs';
import path from 'node:path';
import { listCheckpoints } from '../../src/records/checkpoints/checkpoint-folder';
import type { ExperimentDirectory } from '../../src/records/experiment-directory';
import { readStatus } from '../../src/records/status';
import { readCurves } from './read-curves';

/** Compares two experiments: results, records, weights and curves. */
export function compareExperiments(
  left: ExperimentDirectory,
  right: ExperimentDirectory,
): string[] {
  const names = left.listRuns().map(({ name }) => name);
  return names.flatMap((name) => {
    const [a, b] = [left.run(name), right.run(name)];
    const differs: string[] = [];
    const statuses = [a, b].map(({ statusFile }) => readStatus(statusFile));
    const results = statuses.map((status) =>
      'metrics' in status
        ? JSON.stringify([status.state, status.step, status.metrics])
        : status.state,
    );
    if (results[0] !== results[1]) differs.push(`${name}: status ${results.join(' and ')}`);
    if (!sameBytes(a.metricsFile, b.metricsFile)) differs.push(`${name}: metrics.csv`);
    const [newestA, newestB] = [a, b].map(({ checkpoints }) => listCheckpoints(checkpoints)[0]);
    if (!sameBytes(newestA ?? '', newestB ?? '')) differs.push(`${name}: checkpoint`);
    if (!sameBytes(path.join(a.model, 'weights.bin'), path.join(b.model, 'weights.bin'))) {
      differs.push(`${name}: weights of the model`);
    }
    if (JSON.stringify(readCurves(a.events)) !== JSON.stringify(readCurves(b.events))) {
      differs.push(`${name}: curves in TensorBoard`);
    }
    return differs;
  });
}

/** Whether files are equal; a run that diverged or was stopped leaves fewer, in both. */
function sameBytes(a: string, b: string): boolean {
  if (!fs.existsSync(a) || !fs.existsSync(b)) return fs.existsSync(a) === fs.existsSync(b);
  return fs.readFileSync(a).equals(fs.readFileSync(b));
}
