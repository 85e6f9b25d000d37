import { z } from 'zod';
import { findOwnKind, type OwnRoom } from '../../kinds/own-kinds';
import { layerCommon } from '../../layers/registry';
import { clipping } from '../../optimizers/shared-settings';
import { formatPath } from '../mistakes/describe-value';
import { type Explanation, explainIssues } from '../mistakes/explain-issue';
import { checkThoroughly, type ThoroughCheck } from '../mistakes/thorough-check';
import { isMapping, type Mapping, setAtPath, valueAt } from '../settings-path';
import type { SpecPath } from '../yaml/yaml-source';
import { moduleKey, type OwnCodeLoader } from './own-code';

/** A room as specs see it. */
interface Place {
  /** What of the room is valid wherever own code may stand. */
  readonly standIn: unknown;
  /** What a spec may set besides the settings of the kind. */
  readonly common: z.ZodRawShape;
}

const places: Readonly<Record<OwnRoom, Place>> = {
  activation: { standIn: 'linear', common: {} },
  dataset: { standIn: 'moons', common: {} },
  layer: { standIn: { type: 'flatten' }, common: layerCommon },
  optimizer: { standIn: { type: 'sgd', learningRate: 1 }, common: clipping },
};

/** The room of what stands at a path of a spec; undefined where no own code can stand. */
function roomAt(path: SpecPath): OwnRoom | undefined {
  const place = path.map((key) => (typeof key === 'number' ? '#' : key)).join('.');
  if (place === 'optimizer') return 'optimizer';
  if (/^dataset(\.#)?$/.test(place)) return 'dataset';
  if (/^model\.(layers\.#\.)?activation$/.test(place)) return 'activation';
  return place === 'model.layers.#' ? 'layer' : undefined;
}

/** A setting that own code decides, and what it comes to. */
interface Graft {
  readonly path: SpecPath;
  /** As written. */
  readonly written: Mapping;
  /** With the name of its kind and defaults filled in; undefined where it is wrong. */
  readonly resolved: Mapping | undefined;
  readonly explanations: readonly Explanation[];
}

/**
 * Checks settings as `checkThoroughly` does. What the user's own code decides is checked by what that
 * code says of itself, and stands in the result under the name of its content.
 */
export function checkWithOwnCode<Schema extends z.ZodType>(
  schema: Schema,
  value: Mapping,
  load: OwnCodeLoader | undefined,
): ThoroughCheck<z.output<Schema>> {
  const grafts = findOwnCode(value, []).map(({ path, written }) => readGraft(path, written, load));
  if (grafts.length === 0) return checkThoroughly(schema, value);
  const standingIn = grafts.reduce((current, { path }) => {
    const room = roomAt(path);
    return room === undefined ? current : setAtPath(current, path, places[room].standIn);
  }, value);
  const check = checkThoroughly(schema, standingIn);
  const resolve = (data: unknown): Mapping =>
    grafts.reduce(
      (current, { path, resolved }) =>
        resolved === undefined ? current : setAtPath(current, path, resolved),
      data as Mapping,
    );
  return {
    ...check,
    explanations: [...grafts.flatMap(({ explanations }) => explanations), ...check.explanations],
    mended: grafts.reduce(
      (current, { path, written, resolved }) =>
        resolved === undefined ? current : setAtPath(current, path, written),
      check.mended,
    ),
    data: check.data === undefined ? undefined : (resolve(check.data) as z.output<Schema>),
    doubtful: [
      ...check.doubtful,
      ...grafts.flatMap(({ path, resolved }) => (resolved === undefined ? [path] : [])),
    ],
  };
}

/** Every mapping with a module, the outermost first. */
function findOwnCode(
  value: unknown,
  path: SpecPath,
): { readonly path: SpecPath; readonly written: Mapping }[] {
  if (Array.isArray(value)) {
    return value.flatMap((inner: unknown, index) => findOwnCode(inner, [...path, index]));
  }
  if (!isMapping(value)) return [];
  const isOwn = roomAt(path) !== undefined && valueAt(value, [moduleKey]) !== undefined;
  if (isOwn) return [{ path, written: value }];
  return Object.entries(value).flatMap(([key, inner]) => findOwnCode(inner, [...path, key]));
}

function readGraft(path: SpecPath, written: Mapping, load: OwnCodeLoader | undefined): Graft {
  const at = [...path, moduleKey];
  const refuse = (message: string, hint: string): Graft => ({
    path,
    written,
    resolved: undefined,
    explanations: [{ path: at, part: 'value', message, hint }],
  });
  const reference = written[moduleKey];
  if (typeof reference !== 'string') {
    return refuse(
      `${formatPath(at)} is no file`,
      'Name a TypeScript or JavaScript file, relative to the spec: ./my-code.ts',
    );
  }
  if (load === undefined) {
    return refuse('own code is not loaded here', 'Run it with `ablate run`.');
  }
  const room = roomAt(path);
  const loading = load(reference);
  if (!loading.ok) return refuse(loading.message, loading.hint);
  if (loading.room !== room) {
    return refuse(
      `${reference} is own code of ${describeRoom(loading.room)}, but ${formatPath(path)} takes ${describeRoom(room)}`,
      'Its default export comes from the function that made it: defineDataset, defineLayer, defineActivation or defineOptimizer.',
    );
  }
  return resolveOwn(path, written, loading.name, room);
}

const describeRoom = (room: OwnRoom | undefined): string =>
  room === undefined ? 'nothing' : `${/^[aeiou]/.test(room) ? 'an' : 'a'} ${room}`;

function resolveOwn(path: SpecPath, written: Mapping, name: string, room: OwnRoom): Graft {
  const { settings = {} } = findOwnKind(name)?.kind ?? {};
  const schema = z.strictObject({
    [moduleKey]: z.string(),
    ...settings,
    ...places[room].common,
  });
  const parsed = schema.safeParse(written);
  if (!parsed.success) {
    const explanations = explainIssues(schema, written, parsed.error.issues).map((found) => ({
      ...found,
      path: [...path, ...found.path],
    }));
    return { path, written, resolved: undefined, explanations };
  }
  const { [moduleKey]: _, ...own } = parsed.data;
  return {
    path,
    written,
    resolved: { [room === 'dataset' ? 'name' : 'type']: name, ...own },
    explanations: [],
  };
}
