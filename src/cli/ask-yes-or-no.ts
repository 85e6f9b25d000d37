import readline from 'node:readline/promises';
import { canAsk } from './output/terminal';

/** Asks on the terminal; no where there is none. */
export async function askYesOrNo(question: string): Promise<boolean> {
  if (!canAsk()) return false;
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
