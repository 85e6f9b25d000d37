import fs from 'node:fs';
import path from 'node:path';
import { findFromStart } from '../../scripts/run-command';
import { useScratchFolder } from '../scratch-folder';

describe('findFromStart', () => {
  const scratch = useScratchFolder();

  it('finds what users name as seen from where they called npm', () => {
    const root = scratch();
    const start = path.join(root, 'experiments');
    fs.mkdirSync(start);
    fs.writeFileSync(path.join(start, 'mine.yaml'), '');
    fs.writeFileSync(path.join(root, 'top.yaml'), '');
    const find = (arg: string) => findFromStart(arg, start, root);
    expect(find('mine.yaml')).toBe('experiments/mine.yaml');
    expect(find('../top.yaml')).toBe('top.yaml');
    expect(find('--data-dir=mine.yaml')).toBe('--data-dir=experiments/mine.yaml');
    for (const arg of ['experiments/mine.yaml', 'top.yaml', 'run', '--quiet', 'absent.yaml', '']) {
      expect(find(arg)).toBe(arg);
    }
    expect(findFromStart('mine.yaml', undefined, root)).toBe('mine.yaml');
  });
});
