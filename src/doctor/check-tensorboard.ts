import { findTensorBoard, TENSORBOARD_COMMANDS } from '../tensorboard/find-tensorboard';
import { ownTensorBoardCommand } from '../tensorboard/own-tensorboard';
import { commandFor } from '../util/process/command-for';
import type { Check } from './check';

/** Whether TensorBoard can be started, to look at results; runs do without. */
export async function checkTensorboard(
  commands: typeof TENSORBOARD_COMMANDS = [...TENSORBOARD_COMMANDS, ownTensorBoardCommand()],
): Promise<Check> {
  const subject = 'TensorBoard';
  const found = await findTensorBoard(commands);
  if (found !== undefined) {
    const finding = `${found.version}, as "${found.command.join(' ')}"`;
    return { subject, status: 'ok', finding };
  }
  return {
    subject,
    status: 'warning',
    finding: 'not found; runs work without it',
    remedy: `To look at results: ${commandFor('view', '--yes')}, or pip install tensorboard`,
  };
}
