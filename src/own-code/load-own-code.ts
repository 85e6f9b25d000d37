import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { addOwnKind, findOwnKind, ownRooms } from '../kinds/own-kinds';
import type { OwnCodeLoading } from '../spec/own-code/own-code';
import { explainDiskError } from '../util/files/disk-error';
import { UserError } from '../util/user-error';
import { guardOwnKind } from './guard-own-kind';
import { describeFault, placeFault } from './own-code-fault';

/** What executes TypeScript, loaded when there is own code: most specs have none. */
const executing = (): typeof import('jiti') => require('jiti');

/** What own code may import from Ablate: itself, and what describes settings. */
const alias = {
  ablate: path.join(__dirname, 'api.js'),
  zod: require.resolve('zod'),
};

/** What every file of own code has to export; what only its room asks for is checked there. */
const exportSchema = z.object({
  room: z.enum(ownRooms),
  kind: z.looseObject({ description: z.string(), settings: z.record(z.string(), z.unknown()) }),
});

const needs = {
  activation: ['compute'],
  dataset: ['facts', 'load'],
  layer: ['outputShape', 'build'],
  optimizer: ['buildRule'],
} as const;

/**
 * Executes a file of the user, TypeScript or JavaScript, and makes what it exports known by a name
 * that its content and that of the files it imports decide.
 *
 * @param reference as the spec has it.
 * @param folder that of the spec.
 */
export function loadOwnCode(reference: string, folder: string): OwnCodeLoading {
  const file = path.resolve(folder, reference);
  const refuse = (message: string, hint: string): OwnCodeLoading => ({ ok: false, message, hint });
  try {
    if (!fs.statSync(file).isFile()) {
      return refuse(`${reference} is no file`, 'Name a TypeScript or JavaScript file.');
    }
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? 'there is no such file' : explainDiskError(error);
    return refuse(`${reference} can't be read: ${reason ?? String(error)}`, `Looked for ${file}`);
  }
  const name = nameOf(file);
  const known = findOwnKind(name);
  if (known !== undefined) {
    // The same content may lie elsewhere now.
    addOwnKind(name, { ...known, file });
    return { ok: true, name, room: known.room };
  }
  let exported: unknown;
  try {
    exported = execute(file);
  } catch (error) {
    return refuse(`${reference} fails: ${describeFault(error)}`, `In ${placeFault(error, file)}`);
  }
  const parsed = exportSchema.safeParse(exported);
  const hint =
    "Its default export has to come from defineDataset, defineLayer, defineActivation or defineOptimizer of 'ablate'.";
  if (!parsed.success) return refuse(`${reference} exports nothing that Ablate knows`, hint);
  const { room, kind } = parsed.data;
  const lacking = needs[room].find((part) => typeof kind[part] !== 'function');
  if (lacking !== undefined) {
    return refuse(`the ${room} of ${reference} has no function \`${lacking}\``, hint);
  }
  const { kind: own } = exported as { readonly kind: Parameters<typeof addOwnKind>[1]['kind'] };
  addOwnKind(name, { room, kind: guardOwnKind(room, own, file), file });
  return { ok: true, name, room };
}

/**
 * Loads the own code of a run again, in the process that trains it.
 *
 * @param code absolute paths by the names of kinds.
 * @throws UserError where a file is gone, or is no longer what it was when the run was planned.
 */
export function requireOwnCode(code: Readonly<Record<string, string>> = {}): void {
  for (const [name, file] of Object.entries(code)) {
    const loading = loadOwnCode(file, '/');
    if (!loading.ok) throw new UserError(loading.message, { hint: loading.hint });
    if (loading.name !== name) {
      throw new UserError(`${file} has changed since the run was planned`, {
        hint: 'Run the spec again: it plans what the file is now.',
      });
    }
  }
}

/** What a file exports by default; executed anew, because what it imports may have changed. */
function execute(file: string): unknown {
  const jiti = executing().createJiti(file, { alias, moduleCache: false, fsCache: false });
  const module: unknown = jiti(file);
  return (module as { readonly default?: unknown }).default ?? module;
}

/** Relative imports, as text shows them. */
const importPattern = /(?:from\s*|import\s*\(?\s*|require\s*\(\s*)(['"])(\.{1,2}\/[^'"\n]+)\1/g;
const extensions = [
  '',
  '.ts',
  '.js',
  '.mts',
  '.mjs',
  '.cts',
  '.cjs',
  '.json',
  '/index.ts',
  '/index.js',
];

/** A file with all that it imports of the user's own, each once. */
function listImports(file: string, found = new Set<string>()): readonly string[] {
  if (found.has(file)) return [...found];
  found.add(file);
  const text = fs.readFileSync(file, 'utf8');
  for (const [, , reference = ''] of text.matchAll(importPattern)) {
    const base = path.resolve(path.dirname(file), reference);
    const target = [base, base.replace(/\.js$/, '.ts')]
      .flatMap((start) => extensions.map((extension) => start + extension))
      .find((candidate) => fs.statSync(candidate, { throwIfNoEntry: false })?.isFile() === true);
    if (target !== undefined) listImports(target, found);
  }
  return [...found];
}

/** `swish-3fa9c1d2e4b5`: readable, and of this content alone. */
function nameOf(file: string): string {
  const hash = createHash('sha256');
  for (const part of listImports(file)) hash.update(fs.readFileSync(part)).update('\0');
  const stem = path.parse(file).name.replaceAll(/[^A-Za-z0-9]+/g, '_');
  const word = /^[A-Za-z]/.test(stem) ? stem : `own_${stem}`;
  return `${word}-${hash.digest('hex').slice(0, 12)}`;
}
