import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Command lines of the running processes that mention a text, for instance a folder of a test. */
export function findProcesses(text: string): string[] {
  return listCommandLines().filter((line) => line.includes(text));
}

function listCommandLines(): string[] {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).split('\n');
  }
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      // Gone since it was listed.
      return '';
    }
  });
}
