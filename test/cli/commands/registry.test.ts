import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { commands } from '../../../src/cli/commands/registry';
import { packageRoot } from '../../../src/util/process/package-version';

/** What is left of a command behind JSON. */
type LoadedCommand = Record<
  'arguments' | 'options',
  Readonly<Record<string, { readonly declaration: { readonly describe: string } }>>
>;

/** All commands as a process of its own loads them, and what it loaded of tfjs. */
function loadAll(): {
  readonly loaded: readonly LoadedCommand[];
  readonly tfjs: readonly string[];
} {
  const registry = path.resolve(__dirname, '../../../src/cli/commands/registry.js');
  const script = `
    const { commands } = require(${JSON.stringify(registry)});
    Promise.all(commands.map(({ load }) => load())).then((loaded) => {
      const tfjs = Object.keys(require.cache).filter((file) => file.includes('tfjs'));
      console.log(JSON.stringify({ loaded, tfjs }));
    });`;
  const output = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return JSON.parse(output) as { loaded: LoadedCommand[]; tfjs: string[] };
}

describe('the registry of commands', () => {
  it('calls each by a name of its own, which no other has as a word of other tools', () => {
    const names = commands.flatMap(({ name, otherNames }) => [name, ...otherNames]);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it('loads commands that declare the arguments in their words, and none that loads tfjs', () => {
    const { loaded, tfjs } = loadAll();
    expect(tfjs).toEqual([]);
    expect(loaded.map((command) => Object.keys(command.arguments))).toEqual(
      commands.map(({ words }) => [...words.matchAll(/[<[](\w+)/g)].map(([, name]) => name)),
    );
    for (const command of loaded) {
      for (const { declaration } of Object.values({ ...command.arguments, ...command.options })) {
        expect(declaration.describe).toMatch(/^\w/);
      }
    }
  });

  it('has JSON for every answer, and its keys in the manual for programs', () => {
    const manual = fs.readFileSync(path.join(packageRoot, 'src', 'cli', 'README.md'), 'utf8');
    const rows = manual.split('\n').filter((line) => line.startsWith('| `'));
    for (const [index, { options }] of loadAll().loaded.entries()) {
      const name = commands[index]?.name ?? '';
      const hasAnswer = !['view', 'completion'].includes(name);
      expect({ name, hasJson: Object.hasOwn(options, 'json') }).toEqual({
        name,
        hasJson: hasAnswer,
      });
      if (!hasAnswer) continue;
      const described = options['json']?.declaration.describe ?? '';
      const [, keys = ''] = /one object with (.*)$/.exec(described) ?? [];
      const row = rows.find((line) => line.split(' | ', 1)[0]?.includes(`\`${name}\``));
      expect(row).toBeDefined();
      for (const key of keys.match(/\b[a-zA-Z]+\b(?=,|;|$)/g) ?? []) expect(row).toContain(key);
    }
  });
});
