import { workloads } from './workloads';

/** Parts of the benchmark that can be asked for together, by the name of the group. */
export const partGroups = {
  steps: workloads.map(({ name }) => name),
  grids: ['grid-moons', 'grid-mlp'],
  machine: ['limits', 'threads', 'timeline'],
  runs: ['whole-run', 'summaries', 'start-up'],
} as const;

/** All parts, in the order in which they are measured. */
export const partNames: readonly string[] = Object.values(partGroups).flat();

/** The parts that names of parts and of groups stand for; all, where there are no names. */
export function listAskedParts(names: readonly string[]): ReadonlySet<string> {
  const groups: Readonly<Record<string, readonly string[]>> = partGroups;
  return new Set(names.length === 0 ? partNames : names.flatMap((name) => groups[name] ?? [name]));
}
