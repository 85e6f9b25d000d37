import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findTensorBoard, TENSORBOARD_COMMANDS } from '../../src/tensorboard/find-tensorboard';
import { startTensorBoard } from '../../src/tensorboard/start-tensorboard';
import { useScratchFolder } from '../scratch-folder';

const folder = useScratchFolder();
const before = process.cwd();

afterEach(() => {
  process.chdir(before);
});

/** Goes to a folder with a module of TensorBoard's name that leaves a mark when it is executed. */
function enterForeignFolder(): string {
  const mark = path.join(folder(), 'mark');
  const module = path.join(folder(), 'tensorboard');
  fs.mkdirSync(module);
  for (const name of ['__init__.py', 'main.py']) {
    fs.writeFileSync(path.join(module, name), `open(${JSON.stringify(mark)}, "w")\nprint("9.9.9")`);
  }
  process.chdir(folder());
  return mark;
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

(hasPython ? describe : describe.skip)('modules that lie in the current folder', () => {
  test('are not executed to look for TensorBoard', async () => {
    const mark = enterForeignFolder();
    expect((await findTensorBoard(TENSORBOARD_COMMANDS))?.version).not.toBe('9.9.9');
    expect(fs.existsSync(mark)).toBe(false);
  });

  test('are not executed to start it', async () => {
    const mark = enterForeignFolder();
    const command = ['python3', '-m', 'tensorboard.main'] as const;
    const signal = AbortSignal.timeout(3000);
    await expect(startTensorBoard(command, folder(), { signal })).rejects.toThrow();
    expect(fs.existsSync(mark)).toBe(false);
  });
});
