import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();
const module_ = JSON.stringify(require.resolve('../../../src/util/process/redirect-output'));

/** Runs a script whose output goes to `first.log`; gives what stands in each file. */
function run(script: string): Record<string, string> {
  const first = fs.openSync(path.join(scratch(), 'first.log'), 'a');
  const code = `const { redirectOutput } = require(${module_});\n${script}`;
  const options = { cwd: scratch(), stdio: ['ignore', first, first] } as const;
  const { status } = spawnSync(process.execPath, ['-e', code], {
    ...options,
    stdio: [...options.stdio],
  });
  fs.closeSync(first);
  expect(status).toBe(0);
  const names = fs.readdirSync(scratch());
  return Object.fromEntries(
    names.map((name) => [name, fs.readFileSync(path.join(scratch(), name), 'utf8')]),
  );
}

test('what is printed behind it, by this process and those that it starts, goes to the file', () => {
  const files = run(`
    console.log('one');
    redirectOutput('second.log');
    console.log('two');
    console.error('three');
    require('node:child_process').execSync('echo four; echo five >&2', { stdio: ['ignore', 1, 2] });
    redirectOutput('third.log');
    process.stderr.write('six\\n');
    redirectOutput('second.log');
    console.log('seven');
  `);
  expect(files).toEqual({
    'first.log': 'one\n',
    'second.log': 'two\nthree\nfour\nfive\nseven\n',
    'third.log': 'six\n',
  });
});

test('where the file cannot be opened, printing goes on as before', () => {
  const files = run(`
    try {
      redirectOutput('no-folder/second.log');
    } catch (error) {
      console.log(error.constructor.name, error.message);
    }
  `);
  expect(files).toEqual({
    'first.log': expect.stringMatching(/^UserError .*no-folder\/second\.log/),
  });
});
