import fs from 'node:fs';
import path from 'node:path';
import { askName, nearestName } from '../spec/mistakes/nearest-name';
import type { SpecProblem } from '../spec/spec-problem';
import { readBoundedFile } from '../util/files/read-bounded-file';
import { UserError } from '../util/user-error';

/** Files beyond this are not even read. */
const maxSpecBytes = 10_000_000;

/** The text of a spec, or why there is none. */
export type SpecReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: SpecProblem };

/** Reads a spec; where it can't be read, a similar one is named. */
export function readSpec(file: string): SpecReading {
  try {
    return { ok: true, text: readBoundedFile(file, maxSpecBytes).toString('utf8') };
  } catch (error) {
    const reason = error instanceof UserError ? error.message : explainReadError(error);
    const near = fs.existsSync(file) ? undefined : findNearestSpec(file);
    const hint =
      near === undefined
        ? 'Give the path of a spec, for instance experiments/quickstart.yaml.'
        : askName(near, '');
    return { ok: false, problem: { source: file, message: `can't read it: ${reason}`, hint } };
  }
}

/** The spec that was probably meant: in the folder that was named, or where specs usually are. */
function findNearestSpec(file: string): string | undefined {
  for (const folder of [path.dirname(file), 'experiments']) {
    const specs = listSpecs(folder);
    const { name } = path.parse(file);
    const namesake = specs.find((spec) => path.parse(spec).name === name);
    const meant = namesake ?? nearestName(path.basename(file), specs);
    if (meant !== undefined) return path.join(folder, meant);
  }
  return undefined;
}

/** Names of the specs in a folder; none where it can't be read. */
function listSpecs(folder: string): string[] {
  try {
    return fs.readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  } catch {
    return [];
  }
}

function explainReadError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const reasons = new Map([
    ['ENOENT', 'there is no such file'],
    ['ENOTDIR', 'there is no such folder'],
    ['EACCES', 'reading it is not allowed'],
    ['ELOOP', 'it is a link that leads back to itself'],
    ['ENAMETOOLONG', 'its name is too long'],
  ]);
  return reasons.get(code) ?? code;
}
