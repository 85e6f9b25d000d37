import type { z } from 'zod';
import { isPrefix, valueAt } from '../settings-path';
import type { SpecPath } from '../yaml/yaml-source';
import { describeFound, describeType, formatChoice, formatPath } from './describe-value';
import { kindsAt } from './schema-keys';
import { nearestKey, suggestKey } from './suggest-key';
import {
  type Checked,
  suggestDistribution,
  suggestKind,
  suggestMissingKind,
  suggestName,
  suggestType,
} from './suggest-value';

type Issue = z.core.$ZodIssue;

/** A zod issue in words, at the path that it is about. */
export interface Explanation {
  readonly path: SpecPath;
  /** Whether the key itself is wrong, not its value. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly hint?: string;
  /** It is missing only because its key was misspelt, which has an explanation of its own. */
  readonly isConsequence?: true;
}

/** Explains what a schema found wrong with a value. */
export function explainIssues(
  schema: z.ZodType,
  value: unknown,
  issues: readonly Issue[],
): Explanation[] {
  const explanations = issues.flatMap((issue) => explainIssue(issue, { schema, value }, []));
  const meant = explanations
    .filter(({ part }) => part === 'key')
    .map(({ path }): SpecPath => [...path.slice(0, -1), nearestKey(path, schema, value) ?? '']);
  return explanations.map((explanation) => {
    const { path, part } = explanation;
    const isMissing = part === 'value' && valueAt(value, path) === undefined;
    const isMeant = meant.some((corrected) => isPrefix(corrected, path));
    return isMissing && isMeant ? { ...explanation, isConsequence: true } : explanation;
  });
}

function explainIssue(issue: Issue, context: Checked, base: SpecPath): Explanation[] {
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
      return expected(formatChoice(valid), suggestName(found, valid));
    }
    case 'invalid_type': {
      const hint = suggestType(found, [issue.expected], path, context);
      return expected(describeExpected([describeType(issue.expected)], found), hint);
    }
    case 'too_small':
    case 'too_big':
      return expected(describeBound(issue));
    case 'invalid_format':
      return expected(issue.message);
    case 'invalid_union':
      return explainUnion(issue, path, context);
    case 'custom':
      return [
        explain(
          path,
          `${formatPath(path)} ${issue.message}`,
          hintForRule(issue.message) ?? suggestDistribution(found, path),
        ),
      ];
    default:
      return [explain(path, `${formatPath(path)} ${describeFound(found)}: ${issue.message}`)];
  }
}

function explain(path: SpecPath, message: string, hint?: string): Explanation {
  return { path, part: 'value', message, hint };
}

function explainKey(path: SpecPath, { schema, value }: Checked): Explanation {
  const parent = path.slice(0, -1);
  const place = parent.length === 0 ? '' : ` in ${formatPath(parent)}`;
  const message = `unknown key \`${String(path.at(-1))}\`${place}`;
  return { ...explain(path, message, suggestKey(path, schema, value)), part: 'key' };
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** Explains the branch that was probably meant, or what all branches would take. */
function explainUnion(issue: UnionIssue, path: SpecPath, context: Checked): Explanation[] {
  const found = valueAt(context.value, path);
  const discriminator = (issue as { discriminator?: string }).discriminator;
  if (discriminator !== undefined) {
    const key = path.at(-1) === discriminator ? path : [...path, discriminator];
    const options = ((issue as { options?: unknown[] }).options ?? []).map(String);
    const tag = valueAt(context.value, key);
    const message = `${formatPath(key)} ${describeFound(tag)}, expected ${formatChoice(options)}`;
    const hint =
      tag === undefined ? suggestMissingKind(key, options, context) : suggestName(tag, options);
    return [explain(key, message, hint)];
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
  const message = `${formatPath(path)} ${describeFound(found)}, expected ${describeExpected(choices, found)}`;
  const types = branches.flatMap((branch) => branch.flatMap(listTypes));
  const hint =
    suggestKind(found, path, context) ??
    suggestName(found, [...choices, ...kindsAt(context.schema, path)]) ??
    suggestType(found, types, path, context);
  return [explain(path, message, hint)];
}

/** Infinity is a number to JavaScript, but to no setting. */
function describeExpected(choices: readonly string[], found: unknown): string {
  if (typeof found !== 'number' || Number.isFinite(found)) return formatChoice(choices);
  const [finite, rest] = ['a finite number', choices.filter((choice) => choice !== 'a number')];
  return rest.length > 3 ? finite : formatChoice([finite, ...rest]);
}

/** What to do where a rule between values is broken. */
function hintForRule(message: string): string | undefined {
  if (message.endsWith('twice')) return 'Keep one of them.';
  return message.startsWith('is not below') ? 'Is it the other way around?' : undefined;
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

/** The types that the branches of a union take. */
function listTypes(issue: Issue): string[] {
  if (issue.path.length > 0) return [];
  if (issue.code === 'invalid_type') return [issue.expected];
  return issue.code === 'invalid_union' ? issue.errors.flatMap((b) => b.flatMap(listTypes)) : [];
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
