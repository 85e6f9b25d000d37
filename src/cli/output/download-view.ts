import type { DownloadProgress } from '../../datasets/dataset-sources';
import { escapeControls } from './escape-controls';
import { LiveLines } from './live-lines';
import { printNote } from './print';
import { canRedraw, findWidth } from './terminal';

/** Shows downloads on standard error: live in a terminal, a line per file elsewhere. */
export interface DownloadView {
  readonly show: (progress: DownloadProgress) => void;
  close(): void;
}

const megabyte = 1024 * 1024;

/** Opens the view; it shows nothing until something is downloaded. */
export function openDownloadView(): DownloadView {
  const live = canRedraw(process.stderr) ? new LiveLines(process.stderr) : undefined;
  let shownFile: string | undefined;
  return {
    show({ dataset, file, isRead, receivedBytes, totalBytes }) {
      const action = isRead ? 'Reading' : 'Downloading';
      const total = `${(totalBytes / megabyte).toFixed(1)} MB`;
      if (live !== undefined) {
        const share = `${(receivedBytes / megabyte).toFixed(1)} of ${total}`;
        const line = `${action} ${dataset}: ${file}, ${share}`;
        live.draw([escapeControls(line, false).slice(0, (findWidth(process.stderr) ?? 0) - 1)]);
      } else if (file !== shownFile) {
        printNote(`${action} ${dataset}: ${file}, ${total}`);
      }
      shownFile = file;
    },
    close() {
      live?.clear();
    },
  };
}
