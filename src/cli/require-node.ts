import { describeOldNode } from '../util/process/required-node';

/*
 * Ends the process with words where Node is too old. To be imported before all else: what comes behind
 * is not even loaded by old versions.
 */
const problem = describeOldNode();
if (problem !== undefined) {
  process.stderr.write(`error: ${problem}\n`);
  process.exit(1);
}
