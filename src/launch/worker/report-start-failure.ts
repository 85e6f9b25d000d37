import { setUpCommand } from '../../util/process/command-for';
import type { WorkerReport } from './messages';

/*
 * Tells the parent why a worker can't even start, for instance because TensorFlow does not load. To be
 * imported before what may fail. Whatever else nobody catches ends the process the same way.
 */
process.once('uncaughtException', (error: NodeJS.ErrnoException) => {
  process.stderr.write(`${error.stack}\n`);
  const isExpected = error.code === 'ERR_DLOPEN_FAILED' || error.message.includes('tfjs_binding');
  const [firstLine = ''] = error.message.split('\n');
  const report: WorkerReport = {
    type: 'failed',
    error: isExpected
      ? `native TensorFlow does not load: ${firstLine}. \`${setUpCommand()}\` puts it right`
      : String(error),
    isExpected,
  };
  const leave = (): void => process.exit(1);
  if (process.send === undefined || !process.connected) leave();
  else process.send(report, leave);
});
