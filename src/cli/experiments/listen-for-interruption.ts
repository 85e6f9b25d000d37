import type { GridLaunch } from '../../launch/grid/launch-grid';
import { listenForEnd } from '../../util/process/ending-signals';

/** Listens until it is closed. */
export interface InterruptionListener {
  /** Whether a signal came, or the time was up. */
  happened(): boolean;
  close(): void;
}

/**
 * The first signal asks all runs to end with a checkpoint, a second Ctrl-C or SIGTERM ends them. A
 * terminal that closes may send SIGHUP more than once, a scheduler SIGUSR2 beside SIGTERM, and both leave
 * the time for checkpoints.
 *
 * @param timeLeftMs when that comes without a signal; undefined for never.
 */
export function listenForInterruption(
  launch: Pick<GridLaunch, 'stop' | 'kill'>,
  note: (text: string) => void,
  timeLeftMs?: number,
): InterruptionListener {
  let count = 0;
  const atDeadline = (): void => {
    count += 1;
    note('The time is up: every run saves a checkpoint.');
    launch.stop();
  };
  const timer = timeLeftMs === undefined ? undefined : setTimeout(atDeadline, timeLeftMs);
  const stopListening = listenForEnd((signal) => {
    count += 1;
    if (count === 1) {
      note('Stopping: every run saves a checkpoint. Press Ctrl-C again to end them at once.');
      launch.stop();
    } else if (signal !== 'SIGHUP' && signal !== 'SIGUSR2') {
      launch.kill();
    }
  });
  return {
    happened: () => count > 0,
    close() {
      clearTimeout(timer);
      stopListening();
    },
  };
}
