import type { RunSettings } from '../../plan/run-config';
import type { EngineName } from '../../spec/experiment-schema';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import type { RecordedRun } from './read-results';

/** A run with what it was executed in. */
export type ExecutedRun = Pick<RecordedRun, 'config'> & {
  readonly environment: Readonly<Record<string, unknown>>;
};

/** Something that decides last digits and is not the same for all runs. */
export interface Mixture {
  readonly subject: MixedSubject;
  /** The values with the number of runs of each, those of most runs first. */
  readonly kinds: readonly { readonly value: string | number; readonly runs: number }[];
  /** The same for people. */
  readonly sentence: string;
}

type MixedSubject = 'cpu' | 'threads' | 'tensorflow' | 'tensorflow.js' | 'ablate' | 'precision';

interface Subject {
  readonly subject: MixedSubject;
  /** What a run has of it; anything but text and numbers is not known. */
  readonly valueOfRun: (run: ExecutedRun) => unknown;
  readonly plural: string;
  /** The word before a value, where it is not `from`. */
  readonly before?: string;
  /** What follows of it, where that is not the usual. */
  readonly consequence?: string;
  /** Settings that may well give runs other values: those are no mixture. */
  readonly reasonOf?: (settings: RunSettings) => unknown;
}

const precisions: Readonly<Record<EngineName, string>> = {
  compiled: 'float32',
  eager: 'float32',
  reference: 'float64',
};

const subjects: readonly Subject[] = [
  {
    subject: 'cpu',
    plural: 'kinds of CPU',
    valueOfRun: ({ environment: { cpuModel } }) => (cpuModel === 'unknown' ? null : cpuModel),
  },
  {
    subject: 'threads',
    plural: 'thread counts',
    before: 'with',
    valueOfRun: ({ environment }) => environment['threads'],
    // A run uses as many as its network has work for.
    reasonOf: ({ dataset, model, batchSize, threads }) => [dataset, model, batchSize, threads],
  },
  {
    subject: 'tensorflow',
    plural: 'versions of TensorFlow',
    valueOfRun: ({ environment }) => environment['tensorflowVersion'],
  },
  {
    subject: 'tensorflow.js',
    plural: 'versions of TensorFlow.js',
    valueOfRun: ({ environment }) => environment['tfjsVersion'],
  },
  {
    subject: 'ablate',
    plural: 'versions of Ablate',
    valueOfRun: ({ environment }) => environment['ablateVersion'],
  },
  {
    subject: 'precision',
    plural: 'precisions',
    before: 'in',
    consequence: 'they round differently',
    valueOfRun({ config, environment }) {
      const known = Object.entries(precisions).find(([name]) => name === environment['engine']);
      return known && (config.settings.precision ?? known[1]);
    },
  },
];

/**
 * What decides the last digits of runs and is not the same for all that are compared: machines, threads,
 * versions, precisions. What runs have not recorded is not known, and says nothing.
 */
export function findMixtures(runs: readonly ExecutedRun[]): Mixture[] {
  return subjects.flatMap((subject) => findMixture(subject, runs) ?? []);
}

function findMixture(subject: Subject, runs: readonly ExecutedRun[]): Mixture | undefined {
  const known = runs.flatMap((run) => {
    const value = subject.valueOfRun(run);
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [{ value, reason: subject.reasonOf?.(run.config.settings) ?? null }];
  });
  const alike = groupBy(known, ({ reason }) => formatStableJson(reason));
  const isMixed = [...alike.values()].some((members) =>
    members.some(({ value }) => value !== members[0]?.value),
  );
  if (!isMixed) return undefined;
  const kinds = [...groupBy(known, ({ value }) => value)]
    .map(([value, members]) => ({ value, runs: members.length }))
    .sort((a, b) => b.runs - a.runs || (a.value < b.value ? -1 : 1));
  return { subject: subject.subject, kinds, sentence: describe(subject, kinds) };
}

const mostKinds = 4;

/** `The runs come from 2 kinds of CPU: 8 from A, 4 from B: last digits may differ between them.` */
function describe(
  { plural, before = 'from', consequence = 'last digits may differ between them' }: Subject,
  kinds: Mixture['kinds'],
): string {
  const parts = kinds.slice(0, mostKinds).map(({ value, runs }) => `${runs} ${before} ${value}`);
  const rest = kinds.slice(mostKinds).reduce((sum, { runs }) => sum + runs, 0);
  const all = rest === 0 ? parts : [...parts, `${rest} ${before} others`];
  return `The runs come from ${kinds.length} ${plural}: ${all.join(', ')}: ${consequence}.`;
}
