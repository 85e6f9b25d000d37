import type { z } from 'zod';
import { nearestName } from './nearest-name';
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

/**
 * Explains what a schema found, one explanation per thing that is wrong.
 *
 * @param value what was checked, to say what was found.
 * @param keysAt the valid keys of the object at a path, for the hint on a misspelt one.
 */
export function explainIssue(
  issue: Issue,
  value: unknown,
  keysAt: (path: SpecPath) => readonly string[],
  base: SpecPath = [],
): Explanation[] {
  const path: SpecPath = [...base, ...(issue.path as (string | number)[])];
  const name = formatPath(path);
  const found = valueAt(value, path);
  const because = (message: string, hint?: string): Explanation[] => [
    { path, part: 'value', message, ...(hint === undefined ? {} : { hint }) },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const valid = keysAt(path);
        const near = nearestName(key, valid);
        const place = path.length === 0 ? '' : ` in ${name}`;
        const list = valid.length > 0 ? `Valid keys: ${valid.join(', ')}.` : '';
        return {
          path: [...path, key],
          part: 'key',
          message: `unknown key \`${key}\`${place}`,
          hint: near === undefined ? list : `Did you mean \`${near}\`?`,
        };
      });
    case 'invalid_value': {
      const valid = issue.values.map(String);
      const near = typeof found === 'string' ? nearestName(found, valid) : undefined;
      return because(
        `${name} ${describeFound(found)}, expected ${formatChoice(valid)}`,
        near === undefined ? undefined : `Did you mean \`${near}\`?`,
      );
    }
    case 'invalid_type':
      return because(
        found === undefined
          ? `${name} is missing (expected ${describeType(issue.expected)})`
          : `${name} ${describeFound(found)}, expected ${describeType(issue.expected)}`,
      );
    case 'too_small':
    case 'too_big':
      return because(`${name} ${describeFound(found)}, expected ${describeBound(issue)}`);
    case 'invalid_format':
      return because(`${name} ${describeFound(found)}, expected ${issue.message}`);
    case 'invalid_union':
      return explainUnion(issue, path, value, keysAt);
    case 'custom':
      return because(`${name} ${issue.message}`);
    default:
      return because(`${name} ${describeFound(found)}: ${issue.message}`);
  }
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** Explains the branch that was probably meant, or what all branches would take. */
function explainUnion(
  issue: UnionIssue,
  path: SpecPath,
  value: unknown,
  keysAt: (path: SpecPath) => readonly string[],
): Explanation[] {
  const found = valueAt(value, path);
  const discriminator = (issue as { discriminator?: string }).discriminator;
  if (discriminator !== undefined) {
    const key = path.at(-1) === discriminator ? path : [...path, discriminator];
    const options = ((issue as { options?: unknown[] }).options ?? []).map(String);
    const tag = valueAt(value, key);
    const near = typeof tag === 'string' ? nearestName(tag, options) : undefined;
    const problem = tag === undefined ? 'is missing' : describeFound(tag);
    return [
      {
        path: key,
        part: 'value',
        message: `${formatPath(key)} ${problem}, expected ${formatChoice(options)}`,
        ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
      },
    ];
  }
  const branches = issue.errors.filter((branch) => branch.length > 0);
  // A branch whose type fits failed further in, and says more than one that expects another type.
  const fitting = branches.filter(
    (branch) => !branch.some((inner) => isTypeMismatch(inner, found)),
  );
  const meant = fitting.length === 1 ? fitting[0] : undefined;
  if (meant !== undefined) {
    return meant.flatMap((inner) => explainIssue(inner, value, keysAt, path));
  }
  const choices = [...new Set(issue.errors.flatMap((branch) => branch.flatMap(flattenChoices)))];
  const near = typeof found === 'string' ? nearestName(found, choices) : undefined;
  const expected = choices.length > 0 ? formatChoice(choices) : 'another kind of value';
  const problem = found === undefined ? 'is missing' : describeFound(found);
  return [
    {
      path,
      part: 'value',
      message: `${formatPath(path)} ${problem}, expected ${expected}`,
      ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
    },
  ];
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

/** A path as specs write it: `grid.optimizer[1].type`. */
export function formatPath(path: SpecPath): string {
  if (path.length === 0) return 'the spec';
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return `\`${text.replace(/^\./, '')}\``;
}

function valueAt(value: unknown, path: SpecPath): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key],
    value,
  );
}

function describeFound(found: unknown): string {
  if (found === undefined) return 'is missing';
  if (found === null) return 'is empty';
  if (Array.isArray(found)) return found.length === 0 ? 'is an empty list' : 'is a list';
  if (typeof found === 'object') return 'is a mapping';
  const text = typeof found === 'string' ? `"${found}"` : String(found);
  return `is ${text.length > 60 ? `${text.slice(0, 57)}...` : text}`;
}

function describeType(expected: string): string {
  const names: Record<string, string> = {
    object: 'a mapping',
    record: 'a mapping',
    array: 'a list',
    tuple: 'a list',
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
  };
  return names[expected] ?? expected;
}

function describeBound(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const isLow = issue.code === 'too_small';
  const bound = isLow ? issue.minimum : issue.maximum;
  const things = { string: ' characters', array: ' values' }[issue.origin as string];
  if (things !== undefined) return `${isLow ? 'at least' : 'at most'} ${bound}${things}`;
  if (issue.inclusive === false) return `${isLow ? 'more' : 'less'} than ${bound}`;
  return `${isLow ? 'at least' : 'at most'} ${bound}`;
}

function formatChoice(choices: readonly string[]): string {
  return choices.length === 1 ? (choices[0] ?? '') : `one of ${choices.join(', ')}`;
}
