import fs from 'node:fs';
import path from 'node:path';

/** The package of tfjs, as the table of rooms names it. */
const tfjs = '@tensorflow/tfjs-node';

/** What each folder of `src/` may import: other folders, and tfjs. In the order of the table. */
type Rooms = ReadonlyMap<string, readonly string[]>;

/** Names that say nothing of what a file is about. */
const drawerName = /(^|-)(index|utils?|helpers?|common|misc|manager)\.ts$/;

/** Source text by path relative to `src/`, with `/` between its parts. */
type Sources = ReadonlyMap<string, string>;

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The imported file of `src/`, undefined for packages. */
  readonly target: string | undefined;
  /** Whether only types are taken, so that nothing is loaded. */
  readonly isType: boolean;
}

const importPattern =
  /^\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'|\b(?:import|require)\(\s*'([^']+)'\s*\)/gm;

function listImports(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) =>
    [...text.matchAll(importPattern)].map(([whole, first, second, third]) => {
      const specifier = first ?? second ?? third ?? '';
      const isType = /^\s*(import|export) type\b/.test(whole);
      if (!specifier.startsWith('.')) return { from, specifier, target: undefined, isType };
      const target = path.posix.join(path.posix.dirname(from), specifier.replace(/\.js$/, ''));
      const candidates = [`${target}.ts`, `${target}.d.ts`, `${target}/index.ts`];
      return {
        from,
        specifier,
        target: candidates.find((file) => sources.has(file)) ?? target,
        isType,
      };
    }),
  );
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

/**
 * Reads the table of rooms: rows of a name and what it may import, in backquotes.
 *
 * @throws Error where the text has no such table.
 */
function parseRooms(markdown: string): Rooms {
  const [, rows] = /^\| room \| may import \|\n\|[-|]+\|\n((?:\|.*\|\n)+)/m.exec(markdown) ?? [];
  if (rows === undefined) throw new Error('src/README.md has no table of rooms');
  return new Map(
    rows
      .trim()
      .split('\n')
      .map((row) => {
        const [room = '', ...allowed] = [...row.matchAll(/`([^`]+)`/g)].map(
          ([, name]) => name ?? '',
        );
        return [room, allowed];
      }),
  );
}

/** What an import leads to in the table of rooms; undefined where the table has no say in it. */
function roomOf({ specifier, target }: Import): string | undefined {
  if (target !== undefined) return folderOf(target);
  return specifier.startsWith('@tensorflow/') ? tfjs : undefined;
}

/** Every breach of the rules, as a sentence that names the file. */
function findBreaches(sources: Sources, rooms: Rooms): string[] {
  const imports = listImports(sources);
  return [
    ...findMisplaced(sources, rooms),
    ...imports.flatMap((item) => checkImport(item, sources, rooms)),
    ...findCycles(imports),
  ];
}

/** What is wrong with the table itself: rooms before what they import, and leave that nobody takes. */
function findTableFaults(rooms: Rooms, sources: Sources): string[] {
  const names = [...rooms.keys()];
  const used = new Set(
    listImports(sources).map((item) => `${folderOf(item.from)} -> ${roomOf(item) ?? ''}`),
  );
  const folders = new Set([...sources.keys()].map(folderOf));
  return [
    ...names.filter((room) => !folders.has(room)).map((room) => `${room} is not in src`),
    ...[...rooms].flatMap(([room, allowed]) =>
      allowed.flatMap((other) => {
        const edge = `${room} -> ${other}`;
        const isBelow = other === tfjs || names.indexOf(other) < names.indexOf(room);
        return [
          ...(isBelow && (other === tfjs || rooms.has(other))
            ? []
            : [`${edge}: ${other} does not stand before ${room}`]),
          ...(used.has(edge) ? [] : [`${edge} is allowed, but no file needs it`]),
        ];
      }),
    ),
  ];
}

function findMisplaced(sources: Sources, rooms: Rooms): string[] {
  return [...sources].flatMap(([file, text]) => {
    const onlyReexports =
      /^export\s[^'";]*?from\s*'\./m.test(text) && !/^(export )?\w+ ?\w* \w+[^;]*[{=(]/m.test(text);
    return [
      ...(rooms.has(folderOf(file)) ? [] : [`${file} is in no known folder`]),
      ...(drawerName.test(path.posix.basename(file)) ? [`${file} says nothing by its name`] : []),
      ...(onlyReexports ? [`${file} only re-exports other files`] : []),
    ];
  });
}

function checkImport(item: Import, sources: Sources, rooms: Rooms): string[] {
  const { from, specifier, target } = item;
  const breach = `${from} imports ${target ?? specifier}`;
  if (target !== undefined && !sources.has(target)) return [`${breach}, which is not in src`];
  const room = roomOf(item);
  const isAllowed =
    room === undefined || room === folderOf(from) || rooms.get(folderOf(from))?.includes(room);
  return isAllowed === true ? [] : [breach];
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

/** All files that some files load, themselves included. */
function reach(sources: Sources, starts: readonly string[]): Set<string> {
  const imports = listImports(sources).filter(({ isType }) => !isType);
  const reached = new Set(starts);
  for (const file of reached) {
    for (const { from, target } of imports) {
      if (from === file && target !== undefined) reached.add(target);
    }
  }
  return reached;
}

/** Folders with more files of their own than can be taken in at a glance. */
function findCrowded(files: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const crowded = [...counts].filter(([, count]) => count > 20);
  return crowded.map(([folder, count]) => `${folder} has ${count} files of its own`);
}

/** Files that are too long to be read in one go, and a middle that says that too many are. */
function findLong(sources: Sources): string[] {
  const lengths = [...sources].map(([file, text]) => ({
    file,
    lines: text.split('\n').length - 1,
  }));
  const sorted = lengths.map(({ lines }) => lines).toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return [
    ...lengths
      .filter(({ lines }) => lines > 250)
      .map(({ file, lines }) => `${file} has ${lines} lines`),
    ...(middle > 70 ? [`half of the files have ${middle} lines or more`] : []),
  ];
}

const root = path.resolve(__dirname, '../../src');

function readSources(folder = root): Sources {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.ts'));
  return new Map(
    files.map((name) => [
      name.split(path.sep).join('/'),
      fs.readFileSync(path.join(folder, name), 'utf8'),
    ]),
  );
}

describe('the rooms of src', () => {
  const sources = readSources();
  const rooms = parseRooms(fs.readFileSync(path.join(root, 'README.md'), 'utf8'));

  it('import what the table in src/README.md allows, without cycles, and hold no drawers', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect(listImports(sources).length).toBeGreaterThan(sources.size);
    expect(findBreaches(sources, rooms)).toEqual([]);
  });

  it('hold files of at most 250 lines, half of them of at most 70', () => {
    expect(findLong(sources)).toEqual([]);
  });

  it('need all that the table allows, and stand behind it', () => {
    expect(findTableFaults(rooms, sources)).toEqual([]);
  });

  it('stand on one another in engine/tracing too, which needs little besides', () => {
    const folder = 'engine/tracing/';
    const inner = new Map(
      [...sources]
        .filter(([file]) => file.startsWith(folder))
        .map(([file, text]) => [file.slice(folder.length), text]),
    );
    const floors = parseRooms(fs.readFileSync(path.join(root, folder, 'README.md'), 'utf8'));
    const isInner = (breach: string): boolean => !breach.includes(' imports ../');
    expect(inner.size).toBeGreaterThan(20);
    expect(findTableFaults(floors, inner)).toEqual([]);
    expect(findBreaches(inner, floors).filter(isInner)).toEqual([]);
    const needed = listImports(sources).flatMap(({ from, target }) =>
      from.startsWith(folder) && target?.startsWith(folder) === false ? [folderOf(target)] : [],
    );
    expect(new Set(needed)).toEqual(new Set(['activations', 'optimizers', 'tensorflow', 'util']));
  });

  it('let specs be read, runs be planned and results be compared without loading tfjs', () => {
    const names = [...rooms.keys()];
    const light = new Set([...names.slice(0, names.indexOf('model')), 'records', 'analysis']);
    light.delete('tensorflow');
    const starts = [...sources.keys()].filter((file) => light.has(folderOf(file)));
    const reached = reach(sources, starts);
    const loading = listImports(sources).filter((item) => roomOf(item) === tfjs && !item.isType);
    expect(loading.length).toBeGreaterThan(0);
    expect(loading.filter(({ from }) => reached.has(from))).toEqual([]);
  });
});

describe('the folders beside src', () => {
  const project = path.dirname(root);
  const sources = new Map(
    ['src', 'scripts', 'test'].flatMap((folder) =>
      [...readSources(path.join(project, folder))].map(
        ([file, text]) => [`${folder}/${file}`, text] as const,
      ),
    ),
  );
  const imports = listImports(sources);

  it('stand behind it: src needs none of them, and scripts need no tests', () => {
    const floors = ['src', 'scripts', 'test'];
    const upward = imports.filter(
      ({ from, target = '' }) => floors.indexOf(folderOf(target)) > floors.indexOf(folderOf(from)),
    );
    expect(upward).toEqual([]);
    expect(findCycles(imports)).toEqual([]);
  });

  it('hold no more than twenty files each', () => {
    const files = ['src', 'scripts', 'test'].flatMap((folder) =>
      fs
        .readdirSync(path.join(project, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(path.relative(project, entry.parentPath), entry.name)),
    );
    expect(findCrowded(files)).toEqual([]);
  });
});

const someRooms = parseRooms(`
| room | may import |
|---|---|
| \`util\` | |
| \`spec\` | \`util\` |
| \`plan\` | \`util\`, \`spec\` |
| \`reference\` | \`util\` |
| \`model\` | \`util\`, \`@tensorflow/tfjs-node\` |
| \`cli\` | \`util\`, \`model\` |
`);

describe('the rules', () => {
  it.each([
    ['an upward import', { 'util/a.ts': "import { b } from '../spec/b';", 'spec/b.ts': '' }],
    ['an upward type', { 'util/a.ts': "type B = import('../spec/b').B;", 'spec/b.ts': '' }],
    ['an import spread over lines', { 'util/a.ts': "import {\n b,\n} from '../spec/b';" }],
    [
      'an import downwards that the table lacks',
      { 'reference/a.ts': "import '../spec/b';", 'spec/b.ts': '' },
    ],
    ['tfjs in a room without it', { 'plan/a.ts': "import * as tf from '@tensorflow/tfjs-node';" }],
    ['tfjs by import()', { 'cli/a.ts': "await import('@tensorflow/tfjs-node');" }],
    ['tfjs by require()', { 'spec/a.ts': "const tf = require('@tensorflow/tfjs');" }],
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
    expect(findBreaches(new Map(Object.entries(files)), someRooms)).toHaveLength(1);
  });

  it('allow what they should', () => {
    const files = {
      'util/a.ts': 'export const a = 1;',
      'util/c.ts': "export { a } from './a';\nexport const c = 1;",
      'reference/b.ts': "import { a } from '../util/a';",
      'model/tensor.ts': "import * as tf from '@tensorflow/tfjs-node';",
      'cli/main.ts': "import { a } from '../util/a';\nawait import('../model/tensor.js');",
    };
    expect(findBreaches(new Map(Object.entries(files)), someRooms)).toEqual([]);
  });

  const table = (...rows: readonly string[]) =>
    parseRooms(`| room | may import |\n|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}`);
  const twoRooms = { 'util/a.ts': '', 'spec/b.ts': "import '../util/a';" };

  it.each([
    ['nothing', [], table('`util` | ', '`spec` | `util`')],
    [
      'leave that no file takes',
      ['util -> @tensorflow/tfjs-node is allowed, but no file needs it'],
      table('`util` | `@tensorflow/tfjs-node`', '`spec` | `util`'),
    ],
    [
      'a room before what it imports',
      ['spec -> util: util does not stand before spec'],
      table('`spec` | `util`', '`util` | '),
    ],
    [
      'a room that is not there',
      ['plan is not in src'],
      table('`util` | ', '`spec` | `util`', '`plan` | '),
    ],
  ])('find %s wrong with a table', (_name, faults, rooms) => {
    expect(findTableFaults(rooms, new Map(Object.entries(twoRooms)))).toEqual(faults);
  });

  it('notice files that are too long, alone and together', () => {
    const text = (lines: number): string => 'x\n'.repeat(lines);
    expect(
      findLong(
        new Map([
          ['util/a.ts', text(250)],
          ['util/b.ts', text(9)],
          ['util/c.ts', text(70)],
        ]),
      ),
    ).toEqual([]);
    expect(
      findLong(
        new Map([
          ['util/a.ts', text(251)],
          ['util/b.ts', text(9)],
          ['util/c.ts', text(9)],
        ]),
      ),
    ).toEqual(['util/a.ts has 251 lines']);
    expect(findLong(new Map([['util/a.ts', text(71)]]))).toEqual([
      'half of the files have 71 lines or more',
    ]);
  });

  it('need a table', () => {
    expect(() => parseRooms('# src')).toThrow('no table');
  });
});
