import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { listenForEnd } from '../../util/process/ending-signals';
import { escapeControls } from './escape-controls';
import { LiveLines } from './live-lines';
import { print } from './print';
import { canRedraw, findWidth } from './terminal';

/** What is watched, as it stands. */
export interface WatchedText {
  readonly text: string;
  /** Whether it will change no more. */
  readonly isOver: boolean;
}

const intervalMs = 3000;

/**
 * Prints a text again and again until it is over or a signal comes: in place in a terminal, elsewhere
 * each time that it has changed.
 *
 * @returns whether it was over.
 */
export async function watchText(read: () => WatchedText): Promise<boolean> {
  const waiting = new AbortController();
  const stopListening = listenForEnd(() => waiting.abort());
  const live = canRedraw(process.stdout) ? new LiveLines(process.stdout) : undefined;
  let printed: string | undefined;
  try {
    for (;;) {
      const { text, isOver } = read();
      const isLast = isOver || waiting.signal.aborted;
      if (isLast || live === undefined) {
        live?.clear();
        if (text !== printed) print(text);
        printed = text;
      } else {
        live.draw(fitScreen(text));
      }
      if (isLast) return isOver;
      await sleep(intervalMs, undefined, { signal: waiting.signal }).catch(() => {});
    }
  } finally {
    stopListening();
  }
}

/** The lines that fit into the terminal, each narrower than it. */
function fitScreen(text: string): string[] {
  const width = (findWidth(process.stdout) ?? 0) - 1;
  const rows = Math.max(1, (process.stdout.rows ?? 0) - 1);
  return text
    .split('\n')
    .slice(0, rows)
    .map((line) => escapeControls(stripVTControlCharacters(line), false).slice(0, width));
}
