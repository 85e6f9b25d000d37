import type { Argv } from 'yargs';

/** How the answer of a command is printed. */
export type OutputFormat = 'table' | 'json';

/** What the options say of the format; `--json` is short for `--format json`. */
interface FormatOptions<Format extends string> {
  readonly format: Format | undefined;
  readonly json: boolean | undefined;
}

/**
 * Declares the format of a command's answer.
 *
 * @param keys what the JSON object holds, for `--help`
 * @param others formats besides `table` and `json`
 */
export function addFormat<Options, Other extends string = never>(
  argv: Argv<Options>,
  keys: string,
  others: readonly Other[] = [],
) {
  return argv
    .option('format', {
      requiresArg: true,
      choices: ['table', 'json', ...others] as readonly (OutputFormat | Other)[],
      describe: 'How the answer is printed (default: table)',
    })
    .option('json', {
      type: 'boolean',
      describe: `Short for --format json: one object with ${keys}`,
    });
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
