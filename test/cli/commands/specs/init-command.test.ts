import fs from 'node:fs';
import path from 'node:path';
import { runAblate } from '../../../launch/start-ablate';
import { useScratchFolder } from '../../../scratch-folder';

jest.setTimeout(240_000);

const scratch = useScratchFolder();

test('init writes a spec that runs, and never writes over one', async () => {
  const cwd = scratch();
  const args = ['init', 'mine', '--dataset', 'moons', '--seeds', '2', '--steps', '10'];
  const written = await runAblate(args, { cwd });
  expect(written).toMatchObject({ exitCode: 0, stderr: '' });
  expect(written.stdout).toMatch(
    /^mine\.yaml is written\. What it would run: .* plan mine\.yaml\n/,
  );
  const file = path.join(cwd, 'mine.yaml');
  const text = fs.readFileSync(file, 'utf8');
  const [, schema = ''] = /^# yaml-language-server: \$schema=(.*)$/m.exec(text) ?? [];
  expect(fs.existsSync(path.resolve(cwd, schema))).toBe(true);
  const again = await runAblate([...args, '--json'], { cwd });
  expect(again.exitCode).toBe(2);
  expect(JSON.parse(again.stdout)).toMatchObject({
    error: { message: 'mine.yaml is there already, and stays as it is' },
  });
  expect(fs.readFileSync(file, 'utf8')).toBe(text);
  const run = await runAblate(['run', 'mine.yaml', '--no-download', '--json'], { cwd });
  expect(run.exitCode).toBe(0);
  const { experiments } = JSON.parse(run.stdout) as { experiments: { runs: unknown[] }[] };
  expect(experiments[0]?.runs).toHaveLength(8);
});
