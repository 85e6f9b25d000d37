// Brings a clone to the point where compiled TypeScript can run: packages, then the build.
// Everything after that is typed code in scripts/*.ts. Plain JavaScript without dependencies,
// because nothing is installed or compiled yet.
const { build } = require('./build.cjs');
const { installPackages } = require('./install-packages.cjs');
const { lockCheckout } = require('./lock-checkout.cjs');
const { createReport } = require('./report.cjs');

/**
 * Sets the clone up and runs one command of scripts/run-command.ts.
 *
 * @param {string} command name of the command
 * @param {string[]} args what the user passed on
 * @returns {Promise<number>} the exit code
 */
async function bootstrap(command, args) {
  const report = createReport(process.stderr);
  let unlock = async () => {};
  try {
    unlock = await lockCheckout(report);
    await installPackages(report);
    const isFresh = await build(report);
    if (!isFresh && command === 'test') report.note('type check', 'unchanged since it passed');
    const { runCommand } = require('../../dist/scripts/run-command.js');
    return await runCommand(command, args, { report, unlock });
  } catch (error) {
    // Expected failures carry a message for the user; anything else is a bug and keeps its stack.
    const isExpected = error instanceof Error && (error.isExpected || error.name === 'UserError');
    const hint = isExpected && error.hint !== undefined ? ` ${error.hint}` : '';
    report.fail(isExpected ? `${error.message}${hint}` : String(error?.stack ?? error));
    return 1;
  } finally {
    await unlock();
  }
}

module.exports = { bootstrap };
