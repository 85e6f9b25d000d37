import { type OptionTable, type OptionValues, readOptions } from './option';

/** A command: what it takes, and what it does. */
export interface Command<ArgumentName extends string = string> {
  /** What stands behind the command without a name. */
  readonly arguments: Readonly<Record<ArgumentName, OptionTable[string]>>;
  readonly options: OptionTable;
  /** Command lines to show with `--help`, without the name of the program. */
  readonly examples: readonly string[];
  /**
   * Does it, with what the parser found; returns the exit code.
   *
   * @param hint what to do where an option has a value that it does not take
   */
  readonly run: (found: Readonly<Record<string, unknown>>, hint: string) => Promise<number>;
}

/** What stands behind `--` on the command line, for the program that a command passes it on to. */
interface PassedOn {
  readonly passedOn: readonly string[];
}

/** Defines a command by its arguments, its options and what is done with their values. */
export function defineCommand<Arguments extends OptionTable, Options extends OptionTable>(command: {
  readonly arguments: Arguments;
  readonly options: Options;
  readonly examples?: readonly string[];
  readonly run: (
    options: OptionValues<Arguments> & OptionValues<Options> & PassedOn,
  ) => number | Promise<number>;
}): Command<keyof Arguments & string> {
  const { options, examples = [] } = command;
  return {
    arguments: command.arguments,
    options,
    examples,
    run: async (found, hint) =>
      command.run({
        ...readOptions(command.arguments, found, hint),
        ...readOptions(options, found, hint),
        passedOn: Array.isArray(found['--']) ? found['--'].map(String) : [],
      }),
  };
}
