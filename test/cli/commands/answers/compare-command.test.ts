import { compareExperiment } from '../../../../src/cli/commands/answers/compare-command';
import { type Outcome, planSample, writeResults } from '../../../analysis/sample-results';
import { useScratchFolder } from '../../../scratch-folder';
import { captureOutput } from '../../capture-output';

const scratch = useScratchFolder();

/** What `compare` prints of results that ended so. */
async function compare(
  lines: readonly string[],
  outcome: Outcome,
  format: 'table' | 'markdown' | 'json' = 'table',
): Promise<string> {
  const plan = planSample(...lines);
  writeResults(scratch(), plan, outcome);
  const options = { metric: undefined, by: undefined, filter: undefined, columns: undefined };
  const { experiment } = plan;
  const all = { ...options, experiment, resultsDir: scratch(), checkClaims: false, format };
  return (await captureOutput(() => compareExperiment(all))).stdout;
}

const plain = ['seeds: 4', 'grid: { optimizer: [sgd, adam, momentum] }'];
const near: Outcome = ({ trial, seed }) => 0.8 + Math.sin(seed * 5 + trial.length) / 100;
const luck =
  /^The best of 3 is so partly by luck: fresh seeds would give it about (0\.00\d\d) less\.$/m;

test('a ranking says below it how lucky its best is, where that is to be seen', async () => {
  const [, shown] = luck.exec(await compare(plain, near)) ?? [];
  const { optimism } = JSON.parse(await compare(plain, near, 'json')) as { optimism: number };
  expect(optimism.toFixed(4)).toBe(shown);
  expect(await compare(plain, near, 'markdown')).toMatch(/\|\n\nThe best of 3 is so partly/);
  const clear: Outcome = ({ trial }) => (trial === 'sgd' ? 0.9 : 0.8);
  expect(await compare(plain, clear)).not.toContain('by luck');
});

const tuned = [
  'seeds: 3',
  'grid: { optimizer: [sgd, adam], optimizer.learningRate: [0.01, 0.1, 1] }',
  'tune: [optimizer.learningRate]',
];

test('what is tuned says elsewhere that it is optimistic', async () => {
  expect(await compare(tuned, near)).not.toContain('by luck');
});

test('no sentence gets into a table of Markdown', async () => {
  const lines = (await compare(tuned, near, 'markdown')).split('\n');
  const behindTables = lines.filter(
    (line, index) => !line.startsWith('|') && lines[index - 1]?.startsWith('|'),
  );
  expect(new Set(behindTables)).toEqual(new Set(['']));
  expect(lines.join('\n')).toContain('Half of the runs have reached');
});
