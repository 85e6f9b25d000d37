import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { commands } from '../../../src/cli/commands/registry';

/** What is left of a command behind JSON. */
type LoadedCommand = Record<
  'arguments' | 'options',
  Readonly<Record<string, { readonly declaration: { readonly describe: string } }>>
>;

describe('the registry of commands', () => {
  it('calls each by a name of its own, which no other has as a word of other tools', () => {
    const names = commands.flatMap(({ name, otherNames }) => [name, ...otherNames]);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it('loads commands that declare the arguments in their words, and none that loads tfjs', () => {
    const registry = path.resolve(__dirname, '../../../src/cli/commands/registry.js');
    const script = `
      const { commands } = require(${JSON.stringify(registry)});
      Promise.all(commands.map(({ load }) => load())).then((loaded) => {
        const tfjs = Object.keys(require.cache).filter((file) => file.includes('tfjs'));
        console.log(JSON.stringify({ loaded, tfjs }));
      });`;
    const output = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    const { loaded, tfjs } = JSON.parse(output) as { loaded: LoadedCommand[]; tfjs: string[] };
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
});
