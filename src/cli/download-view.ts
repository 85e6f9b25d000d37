import type { DownloadProgress } from '../datasets/dataset-sources';
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
      if (isLive) {
        const share = `${(receivedBytes / megabyte).toFixed(1)} of ${(totalBytes / megabyte).toFixed(1)} MB`;
        process.stderr.write(`\r\x1b[KDownloading ${dataset}: ${file}, ${share}`);
      } else if (file !== shownFile) {
        process.stderr.write(`Downloading ${dataset}: ${file}\n`);
      }
      shownFile = file;
    },
    close() {
      if (isLive && shownFile !== undefined) process.stderr.write('\r\x1b[K');
    },
  };
}
