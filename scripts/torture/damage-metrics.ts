import fs from 'node:fs';
import type { RunDirectory } from '../../src/records/run-directory';
import type { Random } from '../../src/util/random';

/** Changes the lines of a metrics file, its header first; undefined takes the file away. */
type Damage = (lines: readonly string[], at: number) => readonly string[] | undefined;

const damages: Readonly<Record<string, Damage>> = {
  cut: (lines, at) => lines.slice(0, at),
  deleted: (lines, at) => lines.filter((_, index) => index !== at),
  doubled: (lines, at) => [...lines.slice(0, at + 1), ...lines.slice(at)],
  altered: (lines, at) => lines.map((line, index) => (index === at ? alter(line) : line)),
  swapped: (lines, at) => [
    ...lines.slice(0, at - 1),
    ...lines.slice(at - 1, at + 1).reverse(),
    ...lines.slice(at + 1),
  ],
  torn: (lines, at) => lines.map((line, index) => (index === at ? line.slice(0, 7) : line)),
  emptied: () => [],
  missing: () => undefined,
};

/** What was done to the metrics of a run. */
export interface Damaged {
  readonly kind: string;
  readonly file: string;
}

/** Damages the metrics of a run in one of many ways; undefined where it has none to damage. */
export function damageMetrics({ metricsFile }: RunDirectory, random: Random): Damaged | undefined {
  if (!fs.existsSync(metricsFile)) return undefined;
  const lines = fs.readFileSync(metricsFile, 'utf8').split('\n');
  const kinds = Object.keys(damages);
  const kind = kinds[random.integer(kinds.length)] ?? 'missing';
  // A row, where there is one: the first line is the header, the last one empty.
  const at = Math.max(1, random.integer(Math.max(1, lines.length - 1)));
  const changed = damages[kind]?.(lines, at);
  if (changed === undefined) fs.rmSync(metricsFile);
  else fs.writeFileSync(metricsFile, changed.join('\n'));
  return { kind, file: metricsFile };
}

/** Changes the last digit of a line. */
function alter(line: string): string {
  return line.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 5) % 10));
}
