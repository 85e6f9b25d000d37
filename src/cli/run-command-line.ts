import yargs from 'yargs';
import { commandFor, passOnCommand } from '../util/command-for';
import { outliveIgnoredHangup } from '../util/ending-signals';
import { packageVersion } from '../util/package-version';
import { checkOptions } from './check-options';
import { compareCommand } from './compare-command';
import { diffCommand } from './diff-command';
import { doctorCommand } from './doctor-command';
import { exitCodes, formatExitCodes } from './exit-codes';
import { explainUsage } from './explain-usage';
import { gradcheckCommand } from './gradcheck-command';
import { inspectCommand } from './inspect-command';
import { asksForJson } from './output-format';
import { planCommand } from './plan-command';
import { outliveOutput, printError } from './print';
import { reportCommand } from './report-command';
import { reproduceCommand } from './reproduce-command';
import { runCommand } from './run-command';
import { statusCommand } from './status-command';
import { findWidth } from './terminal';
import { UsageError } from './usage-error';
import { validateCommand } from './validate-command';
import { verifyCommand } from './verify-command';
import { viewCommand } from './view-command';

/** In the order of `--help`. */
const commands = [
  runCommand,
  reproduceCommand,
  planCommand,
  validateCommand,
  compareCommand,
  statusCommand,
  viewCommand,
  inspectCommand,
  diffCommand,
  reportCommand,
  verifyCommand,
  gradcheckCommand,
  doctorCommand,
];

/** Does what the command line of this process says, and sets its exit code. */
export async function runCommandLine(): Promise<void> {
  outliveIgnoredHangup();
  passOnCommand();
  outliveOutput();
  try {
    await parse();
  } catch (error) {
    printError(error, asksForJson(process.argv.slice(2)) ? 'json' : 'table');
    process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}

async function parse(): Promise<void> {
  await yargs(process.argv.slice(2))
    .scriptName('ablate')
    .usage('$0 <command>\n\nRuns grids of neural-network experiments, each from one YAML file.')
    .command([...commands])
    .demandCommand(
      1,
      `Say what to do, for instance \`${commandFor('run', 'experiments/quickstart.yaml')}\`.`,
    )
    .strict()
    .check(checkOptions)
    .parserConfiguration({ 'duplicate-arguments-array': true, 'greedy-arrays': false })
    .epilogue(formatExitCodes())
    .alias('help', 'h')
    .version(packageVersion())
    .wrap(Math.min(100, findWidth(process.stdout) ?? 80))
    .fail((message, error, usage) => {
      // What a check says comes as a string, what the parser says as a YError.
      if (error instanceof Error && error.name !== 'YError') throw error;
      const names = commands.map(({ command }) => String(command).split(' ')[0] ?? '');
      const explanation = explainUsage(message, process.argv.slice(2), names, listOptions(usage));
      throw new UsageError(explanation.message, { hint: explanation.hint });
    })
    .parseAsync();
}

/** The options of the command that was recognised, from what yargs hands over for its help. */
function listOptions(usage: object): string[] {
  const { getDescriptions } = usage as { getDescriptions?: () => Record<string, unknown> };
  const names = Object.keys(getDescriptions?.() ?? {});
  return names.filter((name) => name.length > 1 && !/[A-Z]/.test(name));
}
