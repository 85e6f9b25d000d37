import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { runAblate, writeSpec } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';

jest.setTimeout(120_000);

const scratch = useScratchFolder();

const specText = `
name: tiny
dataset: { name: moons, size: 60 }
model: { type: mlp, hidden: [3] }
optimizer: { type: adam, learningRate: 0.01 }
steps: 20
batchSize: full
`;

describe('warnings about a spec', () => {
  /** Evaluated at the end only, in every trial of the grid. */
  const oddText = `${specText}evaluateEvery: 21\ngrid: { optimizer.learningRate: [0.1, 0.2] }\n`;
  const warning = `spec.yaml:8:16: warning: \`evaluateEvery\` is 21, more than the 20 steps of the run
    evaluateEvery: 21
                   ^
    It happens at the end of the run only.
`;

  it.each([['validate'], ['plan'], ['run']])(
    '%s prints them once, and goes on',
    async (command) => {
      writeSpec(scratch(), oddText);
      const { exitCode, stdout, stderr } = await runAblate([command, 'spec.yaml'], {
        cwd: scratch(),
      });
      expect(stderr.startsWith(warning)).toBe(true);
      expect(stderr.split('warning:')).toHaveLength(2);
      expect(stdout).not.toContain('warning');
      expect(stdout).toMatch(command === 'validate' ? /^tiny: valid, 2 runs\n$/ : /lr0\.1/);
      expect(exitCode).toBe(0);
    },
  );

  it('are left out with --quiet', async () => {
    writeSpec(scratch(), oddText);
    const { stderr } = await runAblate(['run', 'spec.yaml', '--quiet'], { cwd: scratch() });
    expect(stderr).toBe('');
  });
});

describe('problems of a spec', () => {
  it('are counted beyond the first twenty of each file', async () => {
    const keys = Array.from({ length: 900 }, (_, index) => `key${index}: ${index}\n`);
    writeSpec(scratch(), specText + keys.join(''));
    fs.writeFileSync(path.join(scratch(), 'other.yaml'), specText.replace('adam', 'adma'));
    const { exitCode, stdout, stderr } = await runAblate(['validate', 'spec.yaml', 'other.yaml'], {
      cwd: scratch(),
    });
    expect(stderr.match(/^spec\.yaml:\d+:1: error: unknown key `key\d+`$/gm)).toHaveLength(20);
    expect(stderr).toContain('\nspec.yaml: and 880 more\nother.yaml:5:20: error: ');
    expect(stderr).toMatch(/\n901 problems; nothing was run\.\n$/);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('begin with its name: a similar one is found', async () => {
    writeSpec(scratch(), specText);
    for (const name of ['spec.yml', 'spec', 'sepc.yaml', 'elsewhere/spec.yaml']) {
      const { exitCode, stderr } = await runAblate(['plan', name], { cwd: scratch() });
      const isNear = !name.includes('/');
      expect(stderr).toContain(`${name}: error: can't read it: there is no such file\n    `);
      expect(stderr.includes('Did you mean spec.yaml?')).toBe(isNear);
      expect(exitCode).toBe(2);
    }
  });

  it('may stand where no file can be', async () => {
    writeSpec(scratch(), specText);
    const { exitCode, stderr } = await runAblate(['plan', 'spec.yaml/a/b'], { cwd: scratch() });
    expect(stderr).toMatch(
      /^spec\.yaml\/a\/b: error: can't read it: there is no such folder\n {4}/,
    );
    expect(exitCode).toBe(2);
  });

  it('leave nothing on standard output', async () => {
    writeSpec(scratch(), specText.replace('adam', 'adma'));
    const { stdout } = await runAblate(['plan', 'spec.yaml'], { cwd: scratch() });
    expect(stdout).toBe('');
  });

  it('are not looked for in files that are no specs', async () => {
    const files = { 'large.yaml': 250_001, 'huge.yaml': 10_000_001 };
    for (const [name, size] of Object.entries(files)) {
      fs.writeFileSync(path.join(scratch(), name), `a: ${'x'.repeat(size)}\n`);
    }
    const large = await runAblate(['validate', 'large.yaml'], { cwd: scratch() });
    expect(large.stderr).toMatch(
      /^large\.yaml:1:1: error: the file is too large for a spec \(over 250 kB\)\n/,
    );
    expect(large.exitCode).toBe(2);
    const huge = await runAblate(['validate', 'huge.yaml'], { cwd: scratch() });
    expect(huge.stderr).toMatch(
      /^huge\.yaml: error: can't read it: it is larger than 10 MB\n {4}Give the path of a spec/,
    );
    expect(huge.exitCode).toBe(2);
  });

  it('of all files are told, whatever keeps one of them from being read', async () => {
    writeSpec(scratch(), specText.replace('adam', 'adma'));
    const noData = specText.replace(/dataset:.*/, 'dataset: mnist').replace('tiny', 'other');
    fs.writeFileSync(path.join(scratch(), 'other.yaml'), noData);
    execFileSync('mkfifo', [path.join(scratch(), 'pipe.yaml')]);
    const specs = ['pipe.yaml', 'missing.yaml', 'other.yaml', 'spec.yaml'];
    const { exitCode, stderr } = await runAblate(['validate', ...specs, '--no-download'], {
      cwd: scratch(),
      // Nowhere, whatever data this machine has.
      env: { ABLATE_CACHE_DIR: path.join(scratch(), 'cache'), ABLATE_DATA_DIR: scratch() },
    });
    const places = stderr.split('\n').filter((line) => line.includes(': error: '));
    expect(places).toEqual([
      "pipe.yaml: error: can't read it: it is a named pipe, not a file",
      "missing.yaml: error: can't read it: there is no such file",
      'other.yaml:3:10: error: mnist was not found',
      expect.stringMatching(/^spec\.yaml:5:20: error: `optimizer\.type` is "adma"/),
    ]);
    expect(stderr).toMatch(/\n4 problems; nothing was run\.\n$/);
    expect(exitCode).toBe(2);
  });
});
