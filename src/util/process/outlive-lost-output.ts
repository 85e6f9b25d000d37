/**
 * Lets the process go on where what it prints can't be written: a reader such as `head` or the
 * terminal is gone, the disk of a log is full. Each line is tried anew.
 *
 * @param onLoss called once per stream where something is lost that somebody waits for
 */
export function outliveLostOutput(
  onLoss: (stream: NodeJS.WriteStream, error: NodeJS.ErrnoException) => void = () => {},
): void {
  for (const stream of [process.stdout, process.stderr]) {
    let isTold = false;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (isTold || error.code === 'EPIPE' || error.code === 'EIO') return;
      isTold = true;
      onLoss(stream, error);
    });
  }
}
