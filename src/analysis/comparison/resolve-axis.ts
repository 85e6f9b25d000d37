import type { JsonValue, RunConfig } from '../../plan/run-config';
import { askMeant } from '../../spec/mistakes/nearest-name';
import { isMapping, isPrefix, splitPath } from '../../spec/settings-path';
import { UserError } from '../../util/user-error';

type Varied = Pick<RunConfig, 'axisValues'>;

/**
 * The axis that is meant by its name, a setting inside of it, or an unambiguous beginning or end of
 * either: `optimizer` for `optimizer.type` beside `optimizer.learningRate`, `activation` for
 * `model.activation`.
 *
 * @throws UserError where none or several could be meant.
 */
export function resolveAxis(given: string, runs: readonly Varied[]): string {
  const axes = [...new Set(runs.flatMap(({ axisValues }) => Object.keys(axisValues)))];
  const inner = [...new Set(runs.flatMap(listInnerPaths))];
  const paths = [...axes, ...inner];
  if (paths.includes(given)) return given;
  const kind = [`${given}.type`, `${given}.name`].find((path) => axes.includes(path));
  if (kind !== undefined) return kind;
  const meant = chooseMeant(given, axes) ?? chooseMeant(given, inner);
  const [only] = meant ?? [];
  if (meant?.length === 1 && only !== undefined) return only;
  if (meant !== undefined) {
    throw new UserError(`${given} could be ${meant.join(' or ')}`, { hint: 'Say which.' });
  }
  throw new UserError(`There is no axis ${given}`, {
    hint:
      askMeant(given, paths, '') ??
      (axes.length > 0 ? `Axes: ${axes.join(', ')}.` : 'The grid has no axes.'),
  });
}

/** The paths that begin or end with whole parts of a path, else those that begin like it. */
function chooseMeant(given: string, paths: readonly string[]): readonly string[] | undefined {
  const parts = splitPath(given);
  const whole = paths.filter(
    (path) => isPrefix(parts, splitPath(path)) || path.endsWith(`.${given}`),
  );
  if (whole.length > 0) return whole;
  const begun = paths.filter(
    (path) => path.startsWith(given) || path.slice(path.lastIndexOf('.') + 1).startsWith(given),
  );
  return begun.length > 0 ? begun : undefined;
}

/** The settings inside of axes whose values are mappings: `optimizer.learningRate`. */
function listInnerPaths({ axisValues }: Varied): string[] {
  return Object.entries(axisValues).flatMap(([axis, value]) => listKeys(axis, value));
}

function listKeys(path: string, value: JsonValue): string[] {
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = `${path}.${key}`;
    return [below, ...listKeys(below, inner as JsonValue)];
  });
}
