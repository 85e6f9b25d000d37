import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { recogniseFailure } from '../../scripts/recognise-failure';

type Packages = Readonly<Record<string, { version?: string; integrity?: string; optional?: true }>>;

const BOOTSTRAP = path.join(PROJECT_ROOT, 'scripts', 'bootstrap');
const packagesMatch: (locked?: Packages, installed?: Packages) => boolean = require(
  path.join(BOOTSTRAP, 'install-packages.cjs'),
).packagesMatch;
const lockCheckout: (
  report: { note(name: string, text: string): void },
  lockFile: string,
) => Promise<() => Promise<void>> = require(path.join(BOOTSTRAP, 'lock-checkout.cjs')).lockCheckout;

describe('packagesMatch', () => {
  const locked: Packages = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-another-platform': { version: '1.0.0', optional: true },
  };
  const a = { version: '1.0.0', integrity: 'sha512-a' };

  it('accepts what the lock file says, without the packages of other platforms', () => {
    expect(packagesMatch(locked, { 'node_modules/a': a })).toBe(true);
  });

  it.each<[string, Packages | undefined]>([
    ['nothing installed', undefined],
    ['a package missing', {}],
    ['another version', { 'node_modules/a': { ...a, version: '1.0.1' } }],
    ['another content', { 'node_modules/a': { ...a, integrity: 'sha512-b' } }],
    ['a package too many', { 'node_modules/a': a, 'node_modules/b': a }],
  ])('refuses %s', (_name, installed) => {
    expect(packagesMatch(locked, installed)).toBe(false);
  });
});

describe('lockCheckout', () => {
  let folder: string;
  let lockFile: string;
  const notes: string[] = [];
  const report = { note: (_name: string, text: string) => void notes.push(text) };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-lock-'));
    lockFile = path.join(folder, 'dist', 'lock');
    notes.length = 0;
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it('lets the second wait for the first, and says so', async () => {
    const unlockFirst = await lockCheckout(report, lockFile);
    let secondHolds = false;
    const second = lockCheckout(report, lockFile).then((unlock) => {
      secondHolds = true;
      return unlock;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(secondHolds).toBe(false);
    expect(notes).toEqual(['another set-up is at work in this folder']);
    await unlockFirst();
    await (await second)();
    expect(fs.existsSync(lockFile)).toBe(false);
  });

  it('takes over at once from a process that was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    fs.mkdirSync(path.dirname(lockFile));
    fs.writeFileSync(lockFile, JSON.stringify({ pid, host: os.hostname() }));
    await (await lockCheckout(report, lockFile))();
    expect(notes).toEqual([]);
  });

  it('takes over from another machine that gave no sign of life for long', async () => {
    fs.mkdirSync(path.dirname(lockFile));
    fs.writeFileSync(lockFile, JSON.stringify({ pid: process.pid, host: 'elsewhere' }));
    const longAgo = new Date(Date.now() - 60_000);
    fs.utimesSync(lockFile, longAgo, longAgo);
    await (await lockCheckout(report, lockFile))();
    expect(notes).toEqual([]);
  });
});

describe('recogniseFailure', () => {
  it.each([
    ['disk', 'npm error code ENOSPC'],
    ['disk', 'ERROR: Could not install packages due to an OSError: [Errno 28] No space left'],
    ['permission', 'npm error code EACCES'],
    ['permission', "OSError: [Errno 30] Read-only file system: '/cache'"],
    ['network', 'npm error code ENOTFOUND'],
    ['network', 'npm error code ENOTCACHED'],
    ['network', "connection broken by 'NewConnectionError(...): Failed to establish a new ...'"],
    [undefined, 'npm error code EUSAGE'],
  ])('sees %s in what tools print: %s', (reason, output) => {
    expect(recogniseFailure(output)).toBe(reason);
  });
});

describe('run.cjs', () => {
  it('refuses an old Node with one line that says what to do', () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.8' });
      require(${JSON.stringify(path.join(PROJECT_ROOT, 'scripts', 'run.cjs'))});`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toBe(
      'Ablate needs Node 20.19 or newer and this is Node 18.20.8: install a newer one from ' +
        'https://nodejs.org (or with nvm, fnm, brew) and run this again.\n',
    );
  });
});
