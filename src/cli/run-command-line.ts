import yargs from 'yargs';
import { commandFor, passOnCommand } from '../util/process/command-for';
import { outliveIgnoredHangup } from '../util/process/ending-signals';
import { packageVersion } from '../util/process/package-version';
import { compareCommand } from './commands/compare-command';
import { diffCommand } from './commands/diff-command';
import { doctorCommand } from './commands/doctor-command';
import { gradcheckCommand } from './commands/gradcheck-command';
import { inspectCommand } from './commands/inspect-command';
import { planCommand } from './commands/plan-command';
import { reportCommand } from './commands/report-command';
import { reproduceCommand } from './commands/reproduce-command';
import { runCommand } from './commands/run-command';
import { statusCommand } from './commands/status-command';
import { validateCommand } from './commands/validate-command';
import { verifyCommand } from './commands/verify-command';
import { viewCommand } from './commands/view-command';
import { exitCodes, formatExitCodes } from './exit-codes';
import { checkOptions } from './options/check-options';
import { explainUsage } from './options/explain-usage';
import { asksForJson } from './options/output-format';
import { UsageError } from './options/usage-error';
import { outliveOutput, printError } from './output/print';
import { findWidth } from './output/terminal';

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
