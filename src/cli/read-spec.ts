import fs from 'node:fs';
import path from 'node:path';
import { nearestName } from '../spec/nearest-name';
import { UserError } from '../util/user-error';

/** Files beyond this are not even read. */
const maxSpecBytes = 10_000_000;

/**
 * The text of a spec.
 *
 * @throws UserError where it can't be read, which names a similar one
 */
export function readSpec(file: string): string {
  try {
    if (fs.statSync(file).size > maxSpecBytes) throw new UserError('it is too large for a spec');
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof UserError ? error.message : explainReadError(error);
    const near = fs.existsSync(file) ? undefined : findNearestSpec(file);
    throw new UserError(`Can't read ${file}: ${reason}`, {
      hint:
        near === undefined
          ? 'Give the path of a spec, for instance experiments/quickstart.yaml.'
          : `Did you mean ${near}?`,
    });
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
    ['EISDIR', 'it is a folder'],
    ['EACCES', 'reading it is not allowed'],
  ]);
  return reasons.get(code) ?? code;
}
