import yargs, { type CommandModule } from 'yargs';
import { commandFor, passOnCommand } from '../util/process/command-for';
import { outliveIgnoredHangup } from '../util/process/ending-signals';
import { packageVersion } from '../util/process/package-version';
import { type CommandEntry, commands } from './commands/registry';
import { completeWords } from './completion/complete-words';
import { completionWord } from './completion/completion-script';
import { exitCodes, formatExitCodes } from './exit-codes';
import { explainUsage } from './options/explain-usage';
import { asksForJson } from './options/output-format';
import { UsageError } from './options/usage-error';
import { outliveOutput, print, printError } from './output/print';
import { findWidth } from './output/terminal';

/** Does what the command line of this process says, and sets its exit code. */
export async function runCommandLine(): Promise<void> {
  outliveIgnoredHangup();
  passOnCommand();
  outliveOutput();
  try {
    const [first, ...others] = process.argv.slice(2);
    if (first === completionWord) (await completeWords(others, commands)).forEach(print);
    else await parse(process.argv.slice(2));
  } catch (error) {
    printError(error, asksForJson(process.argv.slice(2)) ? 'json' : 'table');
    process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}

async function parse(args: readonly string[]): Promise<void> {
  const explain = (message: string, options: readonly string[] = []): UsageError => {
    const explanation = explainUsage(message, args, commands, options);
    return new UsageError(explanation.message, { hint: explanation.hint });
  };
  const parser = yargs(args)
    .scriptName('ablate')
    .usage('$0 <command>\n\nRuns grids of neural-network experiments, each from one YAML file.')
    .command(commands.map((entry) => fitCommand(entry, args)))
    .demandCommand(
      1,
      `Say what to do, for instance \`${commandFor('run', 'experiments/quickstart.yaml')}\`.`,
    )
    .strict()
    .parserConfiguration({
      'duplicate-arguments-array': true,
      'greedy-arrays': false,
      'populate--': commands.some(({ name, passesOn }) => passesOn && name === args[0]),
    })
    .epilogue(formatExitCodes())
    .alias('help', 'h')
    .version(packageVersion())
    .wrap(Math.min(100, findWidth(process.stdout) ?? 80))
    .fail((message, error, usage) => {
      throw error === undefined || isOfParser(error) ? explain(message, listOptions(usage)) : error;
    });
  try {
    await parser.parseAsync();
  } catch (error) {
    // Of a command that had to be loaded first, an option without its value comes past `fail`.
    throw isOfParser(error) ? explain(error.message) : error;
  }
}

/** Whether the command line was found wrong by the parser. */
function isOfParser(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError';
}

/** Fits a command into the parser, which loads it when its name is found. */
function fitCommand(
  { words, describe, load }: CommandEntry,
  args: readonly string[],
): CommandModule {
  return {
    command: words,
    describe,
    builder: async (argv) => {
      const command = await load();
      for (const [name, { declaration }] of Object.entries(command.arguments)) {
        argv.positional(name, declaration);
      }
      for (const [name, { declaration }] of Object.entries(command.options)) {
        argv.option(name, declaration);
      }
      for (const example of command.examples) argv.example(`$0 ${example}`, '');
      return argv;
    },
    handler: async (found) => {
      const command = await load();
      const { hint } = explainUsage('', args, commands);
      process.exitCode = await command.run(found, hint);
    },
  };
}

/** The options of the command that was recognised, from what yargs hands over for its help. */
function listOptions(usage: object): string[] {
  const { getDescriptions } = usage as { getDescriptions?: () => Record<string, unknown> };
  const names = Object.keys(getDescriptions?.() ?? {});
  return names.filter((name) => name.length > 1 && !/[A-Z]/.test(name));
}
