import type { DownloadProgress } from '../datasets/dataset-sources';
import { printNote } from './print';
import { canRedraw } from './terminal';

/** Shows downloads on standard error: live in a terminal, a line per file elsewhere. */
export interface DownloadView {
  readonly show: (progress: DownloadProgress) => void;
  close(): void;
}

const megabyte = 1024 * 1024;

/** Opens the view; it shows nothing until something is downloaded. */
export function openDownloadView(): DownloadView {
  const isLive = canRedraw(process.stderr);
  let shownFile: string | undefined;
  return {
    show({ dataset, file, receivedBytes, totalBytes }) {
      const total = `${(totalBytes / megabyte).toFixed(1)} MB`;
      if (isLive) {
        const share = `${(receivedBytes / megabyte).toFixed(1)} of ${total}`;
        process.stderr.write(`\r\x1b[KDownloading ${dataset}: ${file}, ${share}`);
      } else if (file !== shownFile) {
        printNote(`Downloading ${dataset}: ${file}, ${total}`);
      }
      shownFile = file;
    },
    close() {
      if (isLive && shownFile !== undefined) process.stderr.write('\r\x1b[K');
    },
  };
}
