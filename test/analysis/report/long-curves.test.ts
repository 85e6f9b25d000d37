import fs from 'node:fs';
import { buildReport } from '../../../src/analysis/report/build-report';
import { readResults } from '../../../src/analysis/results/read-results';
import type { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { useScratchFolder } from '../../scratch-folder';
import { planSample, writeResults } from '../sample-results';

const scratch = useScratchFolder();

const accuracy = 0.9;

/** Gives every run a curve of so many steps, with one peak. */
function logSteps(directory: ExperimentDirectory, count: number): void {
  const rows = Array.from({ length: count }, (_, index) => {
    const loss = index === Math.floor(count / 3) ? 77 : 1 / (index + 1);
    // The step that the status is of has its values.
    const measured = index + 1 === 10 ? `${accuracy},${1 - accuracy}` : `${index / count},`;
    return `${index + 1},${loss},${measured}\n`;
  });
  for (const run of directory.listRuns()) {
    fs.writeFileSync(run.metricsFile, `step,train/loss,test/accuracy,test/loss\n${rows.join('')}`);
  }
}

test.each([
  [
    'eight trials of 16,000 logged steps',
    'grid: { model.hidden: [[1], [2], [3], [4], [5], [6], [7], [8]] }',
    16_000,
  ],
  ['one trial of 130,000 logged steps', 'seeds: 1', 130_000],
])('%s give a report that opens quickly', async (_, line, count) => {
  const plan = planSample(line);
  const directory = writeResults(scratch(), plan, () => accuracy);
  logSteps(directory, count);
  const page = await buildReport(readResults(directory));
  expect(page).toContain('<h2>Learning curves</h2>');
  expect(page.length).toBeLessThan(1_000_000);
});
