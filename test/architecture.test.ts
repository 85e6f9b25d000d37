import fs from 'node:fs';
import path from 'node:path';

/** The folders of `src/` from the ground up: each imports only from those before it. */
const folderOrder = [
  'util',
  'spec',
  'plan',
  'datasets',
  'reference',
  'model',
  'engine',
  'records',
  'training',
  'launch',
  'analysis',
  'cli',
];

/** Folders that import less than their place in the order allows. */
const allowedImports: Readonly<Record<string, readonly string[]>> = { reference: ['util'] };

/** Folders that may import tfjs. */
const tensorFolders = ['model', 'engine'];

/** Names that say nothing of what a file is about. */
const drawerName = /(^|-)(index|utils?|helpers?|common|misc|manager)\.ts$/;

/** Source text by path relative to `src/`, with `/` between its parts. */
type Sources = ReadonlyMap<string, string>;

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The imported file of `src/`, undefined for packages. */
  readonly target: string | undefined;
}

const importPattern =
  /^\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'|\b(?:import|require)\(\s*'([^']+)'\s*\)/gm;

function listImports(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) =>
    [...text.matchAll(importPattern)].map(([, first, second, third]) => {
      const specifier = first ?? second ?? third ?? '';
      if (!specifier.startsWith('.')) return { from, specifier, target: undefined };
      const target = path.posix.join(path.posix.dirname(from), specifier.replace(/\.js$/, ''));
      const candidates = [`${target}.ts`, `${target}.d.ts`, `${target}/index.ts`];
      return { from, specifier, target: candidates.find((file) => sources.has(file)) ?? target };
    }),
  );
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

/** Every breach of the rules, as a sentence that names the file. */
function findBreaches(sources: Sources): string[] {
  const imports = listImports(sources);
  return [
    ...findMisplaced(sources),
    ...imports.flatMap((item) => checkImport(item, sources)),
    ...findCycles(imports),
  ];
}

function findMisplaced(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const onlyReexports =
      /^export\s[^'";]*?from\s*'\./m.test(text) && !/^(export )?\w+ ?\w* \w+[^;]*[{=(]/m.test(text);
    return [
      ...(folderOrder.includes(folderOf(file)) ? [] : [`${file} is in no known folder`]),
      ...(drawerName.test(path.posix.basename(file)) ? [`${file} says nothing by its name`] : []),
      ...(onlyReexports ? [`${file} only re-exports other files`] : []),
    ];
  });
}

function checkImport({ from, specifier, target }: Import, sources: Sources): string[] {
  const folder = folderOf(from);
  const breach = `${from} imports ${target ?? specifier}`;
  if (target === undefined) {
    const isForbidden = specifier.startsWith('@tensorflow/') && !tensorFolders.includes(folder);
    return isForbidden ? [breach] : [];
  }
  if (!sources.has(target)) return [`${breach}, which is not in src`];
  const other = folderOf(target);
  const isAllowed =
    other === folder ||
    (allowedImports[folder]?.includes(other) ??
      folderOrder.indexOf(other) < folderOrder.indexOf(folder));
  return isAllowed ? [] : [breach];
}

function findCycles(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, target } of imports) {
    if (target !== undefined) targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push(`cycle: ${[...trail.slice(start), file].join(' -> ')}`);
    if (start >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}

/** All files that a file leads to, itself included. */
function reach(sources: Sources, start: string): Set<string> {
  const imports = listImports(sources);
  const reached = new Set([start]);
  for (const file of reached) {
    for (const { from, target } of imports) {
      if (from === file && target !== undefined) reached.add(target);
    }
  }
  return reached;
}

function readSources(): Sources {
  const root = path.resolve(__dirname, '../../src');
  const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.ts'));
  return new Map(
    files.map((name) => [
      name.split(path.sep).join('/'),
      fs.readFileSync(path.join(root, name), 'utf8'),
    ]),
  );
}

describe('the folders of src', () => {
  const sources = readSources();

  it('import only downwards, without cycles, and hold no drawers', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect(listImports(sources).length).toBeGreaterThan(sources.size);
    expect(findBreaches(sources)).toEqual([]);
  });

  it('let analysis read results without tfjs', () => {
    const analysis = [...sources.keys()].filter((file) => folderOf(file) === 'analysis');
    const reached = analysis.flatMap((file) => [...reach(sources, file)]);
    expect(reached.filter((file) => tensorFolders.includes(folderOf(file)))).toEqual([]);
  });
});

describe('the rules', () => {
  it.each([
    ['an upward import', { 'util/a.ts': "import { b } from '../spec/b';", 'spec/b.ts': '' }],
    ['an upward type', { 'util/a.ts': "type B = import('../spec/b').B;", 'spec/b.ts': '' }],
    ['an import spread over lines', { 'util/a.ts': "import {\n b,\n} from '../spec/b';" }],
    ['reference beyond util', { 'reference/a.ts': "import '../spec/b';", 'spec/b.ts': '' }],
    ['tfjs in records', { 'records/a.ts': "import * as tf from '@tensorflow/tfjs-node';" }],
    ['tfjs by import()', { 'cli/a.ts': "await import('@tensorflow/tfjs-node');" }],
    ['tfjs by require()', { 'analysis/a.ts': "const tf = require('@tensorflow/tfjs');" }],
    ['a file of its own cycle', { 'util/a.ts': "import './a';" }],
    [
      'a cycle of three',
      {
        'plan/a.ts': "import { b } from './b';",
        'plan/b.ts': "import { c } from './c';",
        'plan/c.ts': "export { a } from './a';\nexport const c = 1;",
      },
    ],
    ['a drawer', { 'util/string-utils.ts': 'export const a = 1;' }],
    ['an index', { 'spec/index.ts': 'export const a = 1;' }],
    ['a barrel', { 'spec/all.ts': "export * from './b';", 'spec/b.ts': 'export const b = 1;' }],
    ['an unknown folder', { 'lib/a.ts': 'export const a = 1;' }],
  ])('notice %s', (_name, files) => {
    expect(findBreaches(new Map(Object.entries(files)))).toHaveLength(1);
  });

  it('allow what they should', () => {
    const files = {
      'util/a.ts': 'export const a = 1;',
      'util/c.ts': "export { a } from './a';\nexport const c = 1;",
      'reference/b.ts': "import { a } from '../util/a';",
      'model/tensor.ts': "import * as tf from '@tensorflow/tfjs-node';",
      'cli/main.ts': "import { a } from '../util/a';\nawait import('../model/tensor.js');",
    };
    expect(findBreaches(new Map(Object.entries(files)))).toEqual([]);
  });
});
