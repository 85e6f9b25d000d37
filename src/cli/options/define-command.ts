import type { ArgumentsCamelCase, Argv, CommandModule } from 'yargs';

/** A command line: what it takes, and what it does. */
interface Command<Options> {
  readonly command: string;
  readonly describe: string;
  readonly builder: (argv: Argv) => Argv<Options>;
  /** Returns the exit code. Loads what it needs when it is called, so that `--help` stays quick. */
  readonly handler: (options: ArgumentsCamelCase<Options>) => Promise<number>;
}

/** Fits a command into yargs. */
export function defineCommand<Options>(command: Command<Options>): CommandModule<object, object> {
  return {
    ...command,
    builder: (argv) => command.builder(argv as Argv),
    handler: async (options) => {
      process.exitCode = await command.handler(options as ArgumentsCamelCase<Options>);
    },
  };
}
