import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkFolder } from '../../src/doctor/check-folder';
import { checkNode } from '../../src/doctor/check-node';
import { checkTensorboard } from '../../src/doctor/check-tensorboard';
import { checkTensorflow } from '../../src/doctor/check-tensorflow';
import { diagnose } from '../../src/doctor/diagnose';

const ROLE = { subject: 'results', isNeeded: true, wayOut: 'look elsewhere' };

describe('diagnose', () => {
  it('finds no problem on the machine that runs these tests, and a remedy for each warning', async () => {
    const checks = await diagnose({
      resultsFolder: os.tmpdir(),
      findDatasets: async () => [
        { name: 'moons', isAvailable: true, detail: 'generated' },
        { name: 'mnist', isAvailable: false, detail: 'not found', remedy: 'download it' },
      ],
    });
    expect(checks.filter((check) => check.status === 'problem')).toEqual([]);
    for (const check of checks) {
      expect(check.remedy === undefined).toBe(check.status === 'ok');
    }
    const byName = new Map(checks.map((check) => [check.subject, check]));
    expect(byName.get('TensorFlow')?.finding).toMatch(/^\d+\.\d+\.\d+ under tfjs \d/);
    expect(byName.get('data set mnist')).toMatchObject({
      status: 'warning',
      remedy: 'download it',
    });
    expect(byName.get('data set moons')?.status).toBe('ok');
  });
});

describe('checkNode', () => {
  it.each([
    ['20.18.9', 'problem'],
    ['18.20.8', 'problem'],
    ['20.19.0', 'ok'],
    ['22.0.0', 'ok'],
    ['24.21.0', 'ok'],
  ])('takes Node %s as %s', (version, status) => {
    expect(checkNode(version).status).toBe(status);
  });
});

describe('checkTensorflow', () => {
  it('passes on why TensorFlow does not load, with the remedy', async () => {
    const check = await checkTensorflow(async () => ({ loads: false, reason: 'no such file' }));
    expect(check).toEqual({
      subject: 'TensorFlow',
      status: 'problem',
      finding: 'native TensorFlow does not load: no such file',
      remedy: 'Run `npm run set-up`, which puts it right',
    });
  });
});

describe('checkTensorboard', () => {
  it('warns where no command starts, and uses the first that does', async () => {
    const absent = ['ablate-has-no-such-program'] as const;
    expect((await checkTensorboard([absent])).status).toBe('warning');
    const found = await checkTensorboard([absent, [process.execPath]]);
    expect(found.status).toBe('ok');
    expect(found.finding).toContain(process.versions.node);
  });
});

describe('checkFolder', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-doctor-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it('judges a folder that is not there yet by the one above it, and leaves no trace', () => {
    const check = checkFolder(path.join(folder, 'not', 'there'), ROLE);
    expect(check.status).not.toBe('problem');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('names a folder that can not be written as a problem only where runs need it', () => {
    const file = path.join(folder, 'file');
    fs.writeFileSync(file, '');
    expect(checkFolder(file, ROLE)).toMatchObject({
      status: 'problem',
      remedy: 'Make it yours (chown, chmod), or look elsewhere',
    });
    expect(checkFolder(file, { ...ROLE, isNeeded: false }).status).toBe('warning');
  });
});
