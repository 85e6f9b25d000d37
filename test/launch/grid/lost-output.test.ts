import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { mainFile } from '../../../src/util/process/package-version';
import { useScratchFolder } from '../../scratch-folder';
import { writeSpec } from '../start-ablate';

const specText = `
name: short
dataset: { name: moons, size: 40 }
model: { type: mlp, hidden: [2] }
optimizer: { type: sgd, learningRate: 0.01 }
steps: 20
batchSize: full
seeds: 2
`;

/** A device that takes nothing, as a disk that is full. */
const fullDevice = '/dev/full';
const scratch = useScratchFolder();

/** Runs `ablate` with standard output, and maybe standard error, on a full disk. */
async function runOnFullDisk(args: readonly string[], errorIsLost: boolean) {
  const full = fs.openSync(fullDevice, 'w');
  const child = spawn(process.execPath, [mainFile, ...args], {
    stdio: ['ignore', full, errorIsLost ? full : 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  fs.closeSync(full);
  return { exitCode, stderr };
}

(fs.existsSync(fullDevice) ? describe : describe.skip)('output on a full disk', () => {
  test('does not end a grid', async () => {
    const results = path.join(scratch(), 'results');
    const spec = writeSpec(scratch(), specText);
    const { exitCode } = await runOnFullDisk(['run', spec, '--results-dir', results], true);
    const directory = new ExperimentDirectory(path.join(results, 'short'));
    for (const name of ['base-s0', 'base-s1']) {
      expect(readStatus(directory.run(name).statusFile).state).toBe('completed');
    }
    expect(exitCode).toBe(1);
  });

  test('is told of, once', async () => {
    const spec = writeSpec(scratch(), specText);
    const { exitCode, stderr } = await runOnFullDisk(['plan', spec], false);
    expect(stderr).toBe(
      'error: Cannot write to standard output: the disk is full; what was printed there is not complete\n',
    );
    expect(exitCode).toBe(1);
  });
});
