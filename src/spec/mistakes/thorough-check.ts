import type { z } from 'zod';
import { isReservedKey } from '../axes/check-reserved-keys';
import { readSearchSpace } from '../axes/search-space';
import { isPrefix, type Mapping, valueAt } from '../settings-path';
import type { SpecPath } from '../yaml/yaml-source';
import { type Explanation, explainIssues } from './explain-issue';
import { type Mending, mendKey, mendValue } from './mend-value';
import { takersOf } from './suggest-key';

/** Everything that is wrong with a value, also what stands behind other mistakes. */
export interface ThoroughCheck<Output> {
  readonly explanations: readonly Explanation[];
  /** The value with everything wrong in it replaced by something valid. */
  readonly mended: Mapping;
  /** What the schema makes of that; `undefined` where nothing valid was found. */
  readonly data: Output | undefined;
  /** Paths at which the mended value is not what the author means. */
  readonly doubtful: readonly SpecPath[];
  /** Takes a path of the mended value to where its author wrote it: keys may have been misspelt. */
  readonly writtenPath: (path: SpecPath) => SpecPath;
}

/** Each round uncovers what stood behind the mistakes of the one before; specs are shallow. */
const maxRounds = 12;

/** A value with more mistakes than this is mended no further: the first ones say enough. */
const maxMistakes = 200;

/**
 * Checks a value to the end: what is wrong is explained, then replaced, so that what could not be
 * looked at because of it is checked as well. A misspelt name counts as the one that was meant.
 */
export function checkThoroughly<Schema extends z.ZodType>(
  schema: Schema,
  value: Mapping,
): ThoroughCheck<z.output<Schema>> {
  const told: Explanation[] = [];
  const silent: SpecPath[] = [];
  const mendings: Mending[] = [];
  const writtenPath = (path: SpecPath): SpecPath => undoRenames(path, mendings);
  let mended = value;
  for (let round = 0; round < maxRounds && told.length <= maxMistakes; round += 1) {
    const result = schema.safeParse(mended);
    if (result.success) return finish(result.data);
    const explanations = explainIssues(schema, mended, result.error.issues);
    for (const explanation of explanations) {
      const { path } = explanation;
      const isQuiet =
        explanation.isConsequence === true ||
        isReservedKey(path.at(-1)) ||
        isToldInside(path) ||
        isPartOfSpace(explanation, mended) ||
        isOfWrongWhole(explanation, explanations) ||
        silent.some((above) => isPrefix(above, path)) ||
        isOfUnknownKind(explanation, mended, schema, mendings);
      if (isQuiet) silent.push(path);
      else told.push({ ...explanation, path: writtenPath(path) });
      const mend = explanation.part === 'key' ? mendKey : mendValue;
      const mending = mend(path, schema, mended);
      mendings.push(mending);
      mended = mending.value;
    }
  }
  const last = schema.safeParse(mended);
  return finish(last.success ? last.data : undefined);

  /** What is said of a whole after something inside was replaced may come from that. */
  function isToldInside(path: SpecPath): boolean {
    return told.some((earlier) => {
      const at = earlier.path;
      return earlier.part === 'value' && at.length > path.length && isPrefix(path, at);
    });
  }

  function finish(data: z.output<Schema> | undefined): ThoroughCheck<z.output<Schema>> {
    const doubtful = mendings.flatMap((mending): SpecPath[] =>
      mending.doubtful === undefined ? [] : [mending.doubtful],
    );
    return { explanations: told, mended, data, doubtful, writtenPath };
  }
}

/** A key of something that is wrong as a whole. */
function isOfWrongWhole(
  { path, part }: Explanation,
  explanations: readonly Explanation[],
): boolean {
  const depth = path.length - 1;
  return (
    part === 'key' &&
    explanations.some(
      (other) =>
        other.part === 'value' && other.path.length === depth && isPrefix(other.path, path),
    )
  );
}

/** A key of another tool's search space, which has an explanation as a whole. */
function isPartOfSpace({ path, part }: Explanation, value: Mapping): boolean {
  return part === 'key' && readSearchSpace(valueAt(value, path.slice(0, -1))) !== undefined;
}

/**
 * Whether something is only said because a kind had to be assumed where the author's is not known:
 * a key that some kind takes is not wrong, and what only the assumed kind needs is not missing.
 */
function isOfUnknownKind(
  { path, part }: Explanation,
  value: Mapping,
  schema: z.ZodType,
  mendings: readonly Mending[],
): boolean {
  const parent = path.slice(0, -1);
  const isAssumed = mendings.some(
    ({ assumedKindOf }) => assumedKindOf !== undefined && isPrefix(assumedKindOf, parent),
  );
  if (!isAssumed) return false;
  if (part === 'value') return valueAt(value, path) === undefined;
  return takersOf(parent, String(path.at(-1)), schema, value).length > 0;
}

/** Goes back through the keys that were renamed on the way. */
function undoRenames(path: SpecPath, mendings: readonly Mending[]): SpecPath {
  return mendings.reduceRight<SpecPath>((current, { renamed }) => {
    if (renamed === undefined || !isPrefix(renamed.to, current)) return current;
    return [...renamed.from, ...current.slice(renamed.to.length)];
  }, path);
}
