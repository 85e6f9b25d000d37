import type { z } from 'zod';
import {
  describeFound,
  describeType,
  formatChoice,
  formatPath,
  hintForType,
} from './describe-value';
import { nearestName } from './nearest-name';
import { keysAt, kindsAt } from './schema-keys';
import { isPrefix, valueAt } from './settings-path';
import type { SpecPath } from './yaml-source';

type Issue = z.core.$ZodIssue;

/** A zod issue in words, at the path that it is about. */
export interface Explanation {
  readonly path: SpecPath;
  /** Whether the key itself is wrong, not its value. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly hint?: string;
}

/** What was checked, and against what. */
interface Context {
  readonly schema: z.ZodType;
  readonly value: unknown;
}

/**
 * Explains what a schema found wrong with a value, one explanation per mistake: a key that is
 * missing because it was misspelt counts once.
 */
export function explainIssues(
  schema: z.ZodType,
  value: unknown,
  issues: readonly Issue[],
): Explanation[] {
  const explanations = issues.flatMap((issue) => explainIssue(issue, { schema, value }, []));
  const meant = explanations
    .filter(({ part }) => part === 'key')
    .map(({ path }): SpecPath => [...path.slice(0, -1), nearestKey(path, schema, value) ?? '']);
  return explanations.filter(
    ({ path, part }) =>
      part === 'key' ||
      valueAt(value, path) !== undefined ||
      !meant.some((corrected) => isPrefix(corrected, path)),
  );
}

/** The valid key that was probably meant at the end of a path. */
function nearestKey(path: SpecPath, schema: z.ZodType, value: unknown): string | undefined {
  return nearestName(String(path.at(-1)), keysAt(schema, path.slice(0, -1), value));
}

function explainIssue(issue: Issue, context: Context, base: SpecPath): Explanation[] {
  const path: SpecPath = [...base, ...(issue.path as (string | number)[])];
  const found = valueAt(context.value, path);
  const expected = (what: string, hint?: string): Explanation[] => [
    explain(path, `${formatPath(path)} ${describeFound(found)}, expected ${what}`, hint),
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => explainKey([...path, key], context));
    case 'invalid_value': {
      const valid = issue.values.map(String);
      return expected(formatChoice(valid), didYouMean(found, valid));
    }
    case 'invalid_type': {
      const hint = hintForType(found, issue.expected) ?? hintForKind(found, path, context);
      return expected(describeType(issue.expected), hint);
    }
    case 'too_small':
    case 'too_big':
      return expected(describeBound(issue));
    case 'invalid_format':
      return expected(issue.message);
    case 'invalid_union':
      return explainUnion(issue, path, context);
    case 'custom':
      return [explain(path, `${formatPath(path)} ${issue.message}`)];
    default:
      return [explain(path, `${formatPath(path)} ${describeFound(found)}: ${issue.message}`)];
  }
}

function explain(path: SpecPath, message: string, hint?: string): Explanation {
  return { path, part: 'value', message, ...(hint === undefined ? {} : { hint }) };
}

function explainKey(path: SpecPath, { schema, value }: Context): Explanation {
  const parent = path.slice(0, -1);
  const valid = keysAt(schema, parent, value);
  const near = nearestKey(path, schema, value);
  const place = parent.length === 0 ? '' : ` in ${formatPath(parent)}`;
  const list = valid.length === 0 ? undefined : `Valid keys: ${valid.join(', ')}.`;
  const hint = near === undefined ? list : `Did you mean \`${near}\`?`;
  return {
    ...explain(path, `unknown key \`${String(path.at(-1))}\`${place}`, hint),
    part: 'key',
  };
}

function didYouMean(found: unknown, valid: readonly string[]): string | undefined {
  const near = typeof found === 'string' ? nearestName(found, valid) : undefined;
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}

/** A kind that was written short although it has settings to give: `schedule: step`. */
function hintForKind(found: unknown, path: SpecPath, { schema }: Context): string | undefined {
  const isKind = typeof found === 'string' && kindsAt(schema, path).includes(found);
  return isKind ? `Write a mapping: { type: ${found}, ... }.` : undefined;
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** Explains the branch that was probably meant, or what all branches would take. */
function explainUnion(issue: UnionIssue, path: SpecPath, context: Context): Explanation[] {
  const found = valueAt(context.value, path);
  const discriminator = (issue as { discriminator?: string }).discriminator;
  if (discriminator !== undefined) {
    const key = path.at(-1) === discriminator ? path : [...path, discriminator];
    const options = ((issue as { options?: unknown[] }).options ?? []).map(String);
    const tag = valueAt(context.value, key);
    const message = `${formatPath(key)} ${describeFound(tag)}, expected ${formatChoice(options)}`;
    return [explain(key, message, didYouMean(tag, options))];
  }
  // A schema that says itself what it takes knows better.
  if (issue.message !== 'Invalid input') {
    const message = `${formatPath(path)} ${describeFound(found)}, expected ${issue.message}`;
    return [explain(path, message)];
  }
  const branches = issue.errors.filter((branch) => branch.length > 0);
  // A branch whose type fits failed further in, and says more than one that expects another type.
  const fitting = branches.filter(
    (branch) => !branch.some((inner) => isTypeMismatch(inner, found)),
  );
  const meant = fitting.length === 1 ? fitting[0] : undefined;
  const isChoice = meant?.every(
    ({ code, path: at }) => code === 'invalid_value' && at.length === 0,
  );
  if (meant !== undefined && isChoice === false) {
    return meant.flatMap((inner) => explainIssue(inner, context, path));
  }
  const choices = [...new Set(branches.flatMap((branch) => branch.flatMap(flattenChoices)))];
  const message = `${formatPath(path)} ${describeFound(found)}, expected ${formatChoice(choices)}`;
  const hint =
    hintForKind(found, path, context) ??
    didYouMean(found, [...choices, ...kindsAt(context.schema, path)]);
  return [explain(path, message, hint)];
}

/** Whether a branch of a union is out of the question, because it takes another type of value. */
function isTypeMismatch(issue: Issue, found: unknown): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return true;
  if (issue.code === 'invalid_value') return typeof found !== 'string';
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return issue.errors.every((branch) => branch.some((inner) => isTypeMismatch(inner, found)));
  }
  return false;
}

function flattenChoices(issue: Issue): string[] {
  if (issue.path.length > 0) return [];
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_type') return [describeType(issue.expected)];
  if (issue.code === 'invalid_union') return issue.errors.flatMap((b) => b.flatMap(flattenChoices));
  return [];
}

function describeBound(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const isLow = issue.code === 'too_small';
  const bound = isLow ? issue.minimum : issue.maximum;
  const plural = Number(bound) === 1 ? '' : 's';
  const things = new Map([
    ['string', ` character${plural}`],
    ['array', ` value${plural}`],
  ]).get(issue.origin);
  if (things !== undefined) return `${isLow ? 'at least' : 'at most'} ${bound}${things}`;
  if (issue.inclusive === false) return `${isLow ? 'more' : 'less'} than ${bound}`;
  return `${isLow ? 'at least' : 'at most'} ${bound}`;
}
