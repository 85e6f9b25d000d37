import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { completionWord } from '../../../src/cli/completion/completion-script';
import { mainFile } from '../../../src/util/process/package-version';
import { planSample, writeResults } from '../../analysis/sample-results';
import { runAblate } from '../../launch/start-ablate';
import { useScratchFolder } from '../../scratch-folder';

jest.setTimeout(120_000);

const scratch = useScratchFolder();

/** What the words may become, in a folder with a spec and the results of an experiment. */
async function complete(...words: readonly string[]): Promise<string[]> {
  const end = await runAblate([completionWord, ...words], { cwd: scratch() });
  expect(end).toMatchObject({ exitCode: 0, stderr: '' });
  return end.stdout.split('\n').filter((line) => line !== '');
}

beforeEach(() => {
  writeResults(
    path.join(scratch(), 'results'),
    { ...planSample('seeds: 2'), experiment: 'alpha' },
    () => 0.9,
  );
  fs.mkdirSync(path.join(scratch(), 'specs'));
  for (const file of ['mine.yaml', 'notes.txt', 'specs/other.yml']) {
    fs.writeFileSync(path.join(scratch(), file), '');
  }
});

test('completes commands, options and their values', async () => {
  expect(await complete('co')).toEqual(['collect', 'compare', 'completion']);
  expect(await complete('run', '--no')).toEqual(['--no-download']);
  expect(await complete('compare', '--format', 'c')).toEqual(['csv']);
  expect(await complete('completion', '')).toEqual(['bash', 'zsh']);
  expect(await complete('nothing', '')).toEqual([]);
});

test('completes specs, experiments and runs', async () => {
  expect(await complete('run', '')).toEqual(['mine.yaml', 'results/', 'specs/']);
  expect(await complete('run', 'mine.yaml', 'specs/')).toEqual(['specs/other.yml']);
  expect(await complete('compare', 'a')).toEqual(['alpha']);
  expect(await complete('delete', '--yes', 'al')).toEqual(['alpha', 'alpha/']);
  expect(await complete('diff', 'alpha/base-s0', 'alpha/')).toEqual([
    'alpha/base-s0',
    'alpha/base-s1',
  ]);
  const elsewhere = path.join(scratch(), 'elsewhere');
  fs.renameSync(path.join(scratch(), 'results'), elsewhere);
  expect(await complete('verify', 'alpha/base-s1')).toEqual([]);
  expect(await complete('verify', '--results-dir', elsewhere, 'alpha/base-s1')).toEqual([
    'alpha/base-s1',
  ]);
});

test('bash takes the script and asks the program that the line begins with', async () => {
  const { stdout: script } = await runAblate(['completion', 'bash']);
  const program = path.join(scratch(), 'ablate');
  fs.writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${mainFile}" "$@"\n`, {
    mode: 0o755,
  });
  const ask = `${script}
    COMP_WORDS=(${program} compare al); COMP_CWORD=2
    _ablate ${program}
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync('bash', ['-c', ask], { cwd: scratch(), encoding: 'utf8' });
  expect(output).toBe('alpha\n');
});
