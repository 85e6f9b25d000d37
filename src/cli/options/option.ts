import type { Options, PositionalOptions } from 'yargs';
import { UsageError } from './usage-error';

/** An option, or an argument without a name: what the parser is told, and how its value is read. */
export interface Option<Value> {
  readonly declaration: Options & Pick<PositionalOptions, 'type'>;
  /** Reads what the parser found: `undefined` for nothing, an array for several. */
  readonly read: (found: unknown) => Reading<Value>;
}

/** A value, or what is wrong with it in words that stand behind the option: `needs a value`. */
export type Reading<Value> = { readonly value: Value } | { readonly complaint: string };

/** Options by their names, in the order of `--help`. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** What the options of a table are read to: `check-claims` to `checkClaims`. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table & string as CamelCase<Name>]: Table[Name] extends Option<
    infer Value
  >
    ? Value
    : never;
};

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/**
 * Reads the options of a command. The parser takes `--jobs x` for not a number, a repeated option for
 * a list and `--no-engine` for an answer, and lets all of them pass.
 *
 * @param found what the parser found, by the names of the table
 * @throws UsageError where a value is none that its option takes.
 */
export function readOptions<Table extends OptionTable>(
  table: Table,
  found: Readonly<Record<string, unknown>>,
  hint?: string,
): OptionValues<Table> {
  const values = Object.entries(table).map(([name, option]) => {
    const reading = option.read(found[name]);
    if ('complaint' in reading) throw new UsageError(`--${name} ${reading.complaint}`, { hint });
    return [name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()), reading.value];
  });
  // The names are those of the type by the line above, the values those that the options read.
  return Object.fromEntries(values) as OptionValues<Table>;
}
