import { describeWrongFolder } from './describe-wrong-folder';
import type { Option, Reading } from './option';

/** An option that is on or off. */
export function switchOption(describe: string, byDefault = false): Option<boolean> {
  return {
    declaration: { type: 'boolean', describe, default: byDefault },
    read: (found) =>
      readOnce(found, (one) => ({ value: typeof one === 'boolean' ? one : byDefault })),
  };
}

/** An option that takes a text. */
export function textOption(
  describe: string,
  names: { readonly alias?: string } = {},
): Option<string | undefined> {
  return {
    declaration: { type: 'string', requiresArg: true, describe, ...names },
    read: readText,
  };
}

/** An option that may be given several times. */
export function listOption(describe: string): Option<readonly string[] | undefined> {
  return {
    declaration: { type: 'string', requiresArg: true, array: true, describe },
    read: readList,
  };
}

/** An option that takes one of some words, which the parser checks. */
export function choiceOption<const Choice extends string>(
  describe: string,
  choices: readonly Choice[],
): Option<Choice | undefined> {
  return {
    declaration: { requiresArg: true, choices, describe },
    read: (found) =>
      readValue(found, (one) => ({ value: choices.find((choice) => choice === one) })),
  };
}

/** An option that counts something, from one whole number to another, or without a bound. */
export function countOption(
  describe: string,
  { min, max = Number.MAX_SAFE_INTEGER }: { readonly min: number; readonly max?: number },
): Option<number | undefined> {
  const upTo = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`;
  return {
    declaration: { type: 'number', requiresArg: true, describe },
    read: (found) =>
      readValue(found, (one) => {
        if (one === undefined) return { value: one };
        const isCount = typeof one === 'number' && Number.isInteger(one);
        return isCount && one >= min && one <= max
          ? { value: one }
          : { complaint: `takes a whole number from ${min}${upTo}` };
      }),
  };
}

/** An option that takes a time in seconds. */
export function secondsOption(describe: string): Option<number | undefined> {
  return {
    declaration: { type: 'number', requiresArg: true, describe },
    read: (found) =>
      readValue(found, (one) =>
        one === undefined || (typeof one === 'number' && one > 0)
          ? { value: one }
          : { complaint: 'takes a number of seconds above 0' },
      ),
  };
}

/** An option that names a folder, which has to be there unless it says otherwise. */
export function folderOption(
  describe: string,
  { mayBeMissing = false }: { readonly mayBeMissing?: boolean } = {},
): Option<string | undefined> {
  return {
    declaration: { type: 'string', requiresArg: true, describe },
    read: (found) =>
      readValue(found, (one) => {
        if (typeof one !== 'string') return { value: undefined };
        const fault = describeWrongFolder(one, mayBeMissing);
        return fault === undefined ? { value: one } : { complaint: `${one}: ${fault}` };
      }),
  };
}

/** The option with a value where it is not given, which `--help` shows. */
export function withDefault<Value>(
  byDefault: Value,
  option: Option<Value | undefined>,
): Option<Value> {
  return {
    declaration: { ...option.declaration, default: byDefault },
    read(found) {
      const reading = option.read(found);
      if ('complaint' in reading) return reading;
      return { value: reading.value === undefined ? byDefault : reading.value };
    },
  };
}

/** An argument that has to be there. */
export function requiredArgument(describe: string): Option<string> {
  return {
    declaration: { type: 'string', demandOption: true, describe },
    read: (found) =>
      readValue<string>(found, (one) =>
        typeof one === 'string' ? { value: one } : { complaint: 'needs a value' },
      ),
  };
}

/** An argument that may be left out. */
export function optionalArgument(describe: string): Option<string | undefined> {
  return { declaration: { type: 'string', describe }, read: readText };
}

/** Any number of arguments. */
export function argumentList(
  describe: string,
  more: { readonly demandOption?: true; readonly default?: readonly string[] } = {},
): Option<readonly string[]> {
  return {
    declaration: { type: 'string', array: true, describe, ...more },
    read: (found) => ({ value: Array.isArray(found) ? found.map(String) : [] }),
  };
}

function readText(found: unknown): Reading<string | undefined> {
  return readValue(found, (one) => ({ value: typeof one === 'string' ? one : undefined }));
}

function readList(found: unknown): Reading<readonly string[] | undefined> {
  if (found === undefined) return { value: undefined };
  const values: unknown[] = Array.isArray(found) ? found : [found];
  // `--no-set` is a boolean for the parser.
  if (values.some((value) => typeof value === 'boolean')) return { complaint: 'takes a value' };
  return { value: values.map(String) };
}

/** Reads what takes a value, once. */
export function readValue<Value>(
  found: unknown,
  read: (found: unknown) => Reading<Value>,
): Reading<Value> {
  if (typeof found === 'boolean') return { complaint: 'takes a value' };
  return found === '' ? { complaint: 'needs a value' } : readOnce(found, read);
}

function readOnce<Value>(found: unknown, read: (found: unknown) => Reading<Value>): Reading<Value> {
  return Array.isArray(found) ? { complaint: 'is given more than once' } : read(found);
}
