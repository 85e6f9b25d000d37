import fs from 'node:fs';
import path from 'node:path';
import { runAblate, startAblate, writeSpec } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';

jest.setTimeout(120_000);

const scratch = useScratchFolder();

const specText = `
name: tiny
question: Does it run at all?
dataset: { name: moons, size: 60 }
model: { type: mlp, hidden: [3] }
optimizer: { type: adam, learningRate: 0.01 }
steps: 20
batchSize: full
`;

/** Prints the modules of tfjs that were loaded, when the process exits. */
const listTensorModules = `
process.on('exit', () => {
  const loaded = Object.keys(require.cache).filter((file) => file.includes('tfjs'));
  process.stderr.write('TFJS ' + loaded.length + '\\n');
});`;

describe('a wrong command line', () => {
  it.each([
    [[], 2, 'Say what to do'],
    [['rnu', 'SPEC'], 2, 'Did you mean `ablate run`?'],
    [['rm', 'SPEC'], 2, 'Did you mean `ablate delete`?'],
    [['clean'], 2, 'Results move out of sight with ablate archive NAME'],
    [['run', 'SPEC', '--job', '2'], 2, 'Did you mean `--jobs`?'],
    [['run', 'SPEC', '--result-dir', 'x'], 2, 'Did you mean `--results-dir`?'],
    [['run', 'SPEC', '--seeds', '2'], 2, 'overridden like this: --set seeds=3'],
    [['run', 'SPEC', '--jobs', 'two'], 2, '--jobs takes a whole number from 1'],
    [['run', 'SPEC', '--jobs', '1', '--jobs', '2'], 2, '--jobs is given more than once'],
    [['run', 'SPEC', '--jobs'], 2, '--jobs needs a value'],
    [['run', 'SPEC', '--set'], 2, '--set needs a value'],
    [['run', 'SPEC', '--set', 'steps=3', '--set'], 2, '--set needs a value'],
    [['run', 'SPEC', '--engine', ''], 2, '--engine needs a value'],
    [['run', 'SPEC', '--no-engine'], 2, '--engine takes a value'],
    [['run', 'SPEC', '--engine', 'eager', '--engine', 'eager'], 2, '--engine is given more than'],
    [['run', 'SPEC', '--data-dir', 'nowhere'], 2, 'nowhere: there is no such folder'],
    [['run', 'SPEC', '--data-dir', 'SPEC'], 2, 'not a folder'],
    [['run', 'SPEC', '--results-dir', 'SPEC'], 2, 'not a folder'],
    [['run', 'SPEC', '--results-dir', '/dev/null'], 2, '/dev/null: it is a device, not a folder'],
    [['run', 'SPEC', '--rerun', 'bsae-s0'], 1, 'Did you mean base-s0?'],
    [['run', 'SPEC', '--engine', 'compield'], 2, 'Did you mean `compiled`?'],
    [['run', 'SPEC', 'SPEC'], 1, 'More than one of the specs is named tiny'],
    [['run', 'nowhere.yaml'], 2, "nowhere.yaml: error: can't read it: there is no such file"],
    [['run', '/dev/zero'], 2, "/dev/zero: error: can't read it: it is a device, not a file"],
    [['run', 'SPEC', '--set', 'steps=-1'], 2, '--set steps=-1: error:'],
  ])('%j ends with exit code %i and one clear message', async (args, code, message) => {
    const spec = writeSpec(scratch(), specText);
    const { exitCode, stdout, stderr } = await runAblate(
      args.map((arg) => (arg === 'SPEC' ? spec : arg)),
      { cwd: scratch() },
    );
    expect(stderr).toContain(message);
    expect(exitCode).toBe(code);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^ +at |bug in ablate/m);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(4);
    expect(fs.existsSync(path.join(scratch(), 'results', 'tiny', 'base-s0'))).toBe(false);
  });

  it('names damaged data before anything runs', async () => {
    const spec = writeSpec(scratch(), specText.replace(/dataset:.*/, 'dataset: mnist'));
    const data = path.join(scratch(), 'data', 'mnist');
    fs.mkdirSync(data, { recursive: true });
    for (const kind of ['train', 't10k']) {
      fs.writeFileSync(path.join(data, `${kind}-images-idx3-ubyte`), 'no images');
      fs.writeFileSync(path.join(data, `${kind}-labels-idx1-ubyte`), 'no labels');
    }
    const options = ['--data-dir', path.dirname(data), '--no-download', '--set', 'batchSize=10'];
    const { exitCode, stderr } = await runAblate(['run', spec, ...options], { cwd: scratch() });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^\S+spec\.yaml:4:10: error: .*ubyte: .*\n {4}dataset: mnist\n/);
    expect(fs.existsSync(path.join(scratch(), 'results'))).toBe(false);
  });
});

describe('what is quick', () => {
  it.each([[['--help']], [['--version']], [['plan', 'SPEC']], [['validate', 'SPEC']]])(
    '%j starts without loading tfjs',
    async (args) => {
      const hook = path.join(scratch(), 'hook.cjs');
      fs.writeFileSync(hook, listTensorModules);
      const spec = writeSpec(scratch(), specText);
      const { exitCode, stderr } = await runAblate(
        args.map((arg) => (arg === 'SPEC' ? spec : arg)),
        { cwd: scratch(), execArgv: ['--require', hook] },
      );
      expect(exitCode).toBe(0);
      expect(stderr).toBe('TFJS 0\n');
      expect(fs.readdirSync(scratch()).sort()).toEqual(['hook.cjs', 'spec.yaml']);
    },
  );

  it('is told apart from what loads it', async () => {
    const hook = path.join(scratch(), 'hook.cjs');
    const module = JSON.stringify(require.resolve('@tensorflow/tfjs-core/package.json'));
    fs.writeFileSync(hook, `${listTensorModules}\nrequire(${module});`);
    const { stderr } = await runAblate(['--version'], { execArgv: ['--require', hook] });
    expect(stderr).toBe('TFJS 1\n');
  });
});

describe('output', () => {
  it('is plain text in pipes, results apart from notes, and --quiet leaves only the table', async () => {
    const spec = writeSpec(scratch(), specText);
    // Some CI systems set this, and colors follow it in many tools.
    const options = { cwd: scratch(), env: { CI: 'true' } };
    const loud = await runAblate(['run', spec], options);
    expect(loud.exitCode).toBe(0);
    expect(loud.stdout).toMatch(
      /^ +trial +validation\/accuracy +± sd +test\/accuracy +runs +time per run\n1 +base +0\.\d{4} +0\.\d{4} +1 +.* s\n$/,
    );
    expect(loud.stderr).toMatch(/^tiny: 1 run on moons\nDoes it run at all\?\n/);
    expect(loud.stderr).toContain('Results: results/tiny\n');
    expect(loud.stdout + loud.stderr).not.toContain('\u001b');
    const quiet = await runAblate(['run', spec, '--quiet', '--fresh'], options);
    expect(quiet.exitCode).toBe(0);
    // What moves is said even so.
    expect(quiet.stderr).toBe(
      '1 run began anew; what was there moved to results/.replaced/tiny.\n',
    );
    const dropDuration = (text: string): string => text.replace(/[\d.]+ s\n$/, '');
    expect(dropDuration(quiet.stdout)).toBe(dropDuration(loud.stdout));
  });

  it('may lose its reader', async () => {
    const spec = writeSpec(scratch(), specText);
    const command = startAblate(['plan', spec], { cwd: scratch() });
    command.process.stdout?.destroy();
    const { exitCode, stderr } = await command.ended;
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });
});
