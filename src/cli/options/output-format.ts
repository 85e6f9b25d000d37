import type { Option } from './option';
import { choiceOption, switchOption } from './option-kinds';

/** How the answer of a command is printed. */
export type OutputFormat = 'table' | 'json';

/** What the options say of the format; `--json` is short for `--format json`. */
interface FormatOptions<Format extends string> {
  readonly format: Format | undefined;
  readonly json: boolean | undefined;
}

/**
 * The options for the format of a command's answer.
 *
 * @param keys what the JSON object holds, for `--help`
 * @param others formats besides `table` and `json`
 */
export function formatOptions<const Other extends string = never>(
  keys: string,
  others: readonly Other[] = [],
): {
  readonly format: Option<OutputFormat | Other | undefined>;
  readonly json: Option<boolean>;
} {
  const json = switchOption(`Short for --format json: one object with ${keys}`);
  const { default: _, ...declaration } = json.declaration;
  return {
    format: choiceOption('How the answer is printed (default: table)', [
      'table',
      'json',
      ...others,
    ] as const),
    // No default of its own: that of the format counts.
    json: { ...json, declaration },
  };
}

/** The format that is asked for, a table for people where none is. */
export function chooseFormat<Format extends string>({
  format,
  json,
}: FormatOptions<Format>): Format | OutputFormat {
  return json === true ? 'json' : (format ?? 'table');
}

/** Whether a command line asks for JSON, also one that can't be parsed. */
export function asksForJson(args: readonly string[]): boolean {
  return args.some(
    (arg, index) =>
      arg === '--json' ||
      arg === '--format=json' ||
      (arg === 'json' && args[index - 1] === '--format'),
  );
}
