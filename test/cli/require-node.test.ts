import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { mainFile } from '../../src/util/process/package-version';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();

/** Runs a script on a Node that says it is another, and that loads no ES modules as that does. */
function runAs(version: string, script: string, args: readonly string[]) {
  const pretence = path.join(scratch(), 'pretence.js');
  fs.writeFileSync(
    pretence,
    `Object.defineProperty(process.versions, 'node', { value: ${JSON.stringify(version)} });`,
  );
  const words = ['--no-experimental-require-module', '--require', pretence, script, ...args];
  return spawnSync(process.execPath, words, { encoding: 'utf8' });
}

describe('an old Node', () => {
  it.each([
    ['the command', mainFile, ['--help']],
    ['npm scripts', path.join(PROJECT_ROOT, 'scripts', 'run.cjs'), ['build']],
  ])('is told what is needed by %s, without a stack', (_, script, args) => {
    const { status, stdout, stderr } = runAs('18.20.8', script, args);
    expect(stderr).toMatch(
      /^(error: )?Ablate needs Node 20\.19 or newer and this is Node 18\.20\.8/,
    );
    expect(stderr).toContain('https://nodejs.org');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});
