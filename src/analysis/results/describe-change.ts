import { groupBy } from '../../util/group-by';
import type { Difference } from './list-differences';
import type { OutdatedRun } from './survey-plan';

/** Differences that are named; settings that follow from others may make it many. */
const mostNamed = 3;

/** What differs between settings then and now: `steps 800 -> 900`, with words where nothing is known. */
export function describeChange(differences: readonly Difference[] | undefined): string {
  if (differences === undefined) return "settings that can't be read";
  if (differences.length === 0) return 'settings of another version of Ablate';
  const named = differences
    .slice(0, mostNamed)
    .map(({ path, first, second }) => `${path} ${showValue(first)} -> ${showValue(second)}`);
  const more = differences.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function showValue(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The changes of several runs, each once, the most frequent first. */
export function describeChanges(outdated: readonly OutdatedRun[]): string {
  const groups = [...groupBy(outdated, ({ differences }) => describeChange(differences))];
  const named = groups
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, mostNamed)
    .map(([change]) => change);
  const more = groups.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} other changes` : ''}`;
}
