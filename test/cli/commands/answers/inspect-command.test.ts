import fs from 'node:fs';
import path from 'node:path';
import {
  listEventFileNames,
  roleOfEventFile,
} from '../../../../src/records/events/event-file-name';
import { runAblate } from '../../../launch/start-ablate';
import { lossAt, writeSampleExperiment } from '../../../records/sample-experiment';
import { useScratchFolder } from '../../../scratch-folder';

const folder = useScratchFolder();

beforeEach(() => writeSampleExperiment(folder()));

/** Inspects the run of the sample that was killed behind step 4 and went on behind step 2. */
const inspect = (...options: string[]) =>
  runAblate(['inspect', path.join(folder(), 'adam-s0'), ...options]);

test('inspect prints each step of a resumed run once', async () => {
  const { stdout, exitCode } = await inspect('--tag', 'loss/train', '--json');
  expect(exitCode).toBe(0);
  const expected = [1, 2, 3, 4, 5].map((step) => ({ step, value: Math.fround(lossAt(step)) }));
  expect(JSON.parse(stdout)).toMatchObject({ tag: 'loss/train', points: expected });
});

test('inspect takes the name of a metric for its tag', async () => {
  const byName = await inspect('--tag', 'train/loss', '--json');
  const byTag = await inspect('--tag', 'loss/train', '--json');
  expect(byName).toEqual(byTag);
});

test('inspect lists files, tags and the scopes of the graph', async () => {
  const { stdout } = await inspect();
  expect(stdout).toMatch(/^loss\/train +scalars +5 +0\.0666/m);
  expect(stdout).toMatch(/^graph of 2 nodes {2}nodes\ninput +1\nfc1 +1$/m);
  const { graph, files } = JSON.parse((await inspect('--json')).stdout);
  expect(graph).toEqual({
    nodes: 2,
    scopes: [
      { scope: 'input', nodes: 1 },
      { scope: 'fc1', nodes: 1 },
    ],
  });
  // What is declared of the experiment stands beside one of its runs.
  expect(files).toHaveLength(5);
});

test('inspect says what is missing where a file is damaged', async () => {
  const whole = await inspect('--tag', 'loss/train');
  expect(whole.stderr).not.toContain('warning');
  const run = path.join(folder(), 'adam-s0');
  const [first = ''] = listEventFileNames(run).filter((name) => roleOfEventFile(name) === 'data');
  const file = path.join(run, first);
  const bytes = fs.readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 255;
  fs.writeFileSync(file, bytes);
  const { stderr, exitCode } = await inspect('--tag', 'loss/train');
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(new RegExp(`^warning: ${file} can't be read from byte \\d+ on`));
});

test.each([
  ['los/train', 'Did you mean loss/train?'],
  ['trian/loss', 'Did you mean loss/train?'],
  ['something else', 'Without --tag all tags are listed.'],
])('inspect of the tag %s, which is not there, says so', async (tag, hint) => {
  const { stderr, exitCode } = await inspect('--tag', tag);
  expect(exitCode).not.toBe(0);
  expect(stderr).toBe(`error: There is no tag ${tag}\n  ${hint}\n`);
});
