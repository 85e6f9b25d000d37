import type { TunedAnswer, TunedRow } from '../../analysis/tuning/answer-tuned';
import { describeTunedDoubts } from '../../analysis/tuning/describe-tuned';
import { describeEdge } from '../../analysis/tuning/find-edges';

/**
 * A tuned comparison for programs: all that is known, `bySeed` and `edges` spelt out; `doubts` is for
 * people.
 */
export interface TunedSummary extends Omit<TunedAnswer, 'rows'> {
  readonly rows: readonly (Omit<TunedRow, 'bySeed' | 'choices'> & {
    readonly bySeed: Readonly<Record<string, number>>;
    readonly doubts: string;
    readonly choices: readonly (Omit<TunedRow['choices'][number], 'edges'> & {
      readonly edges: readonly string[];
    })[];
  })[];
}

/** A tuned comparison for programs. */
export function summariseTuned(answer: TunedAnswer): TunedSummary {
  return {
    ...answer,
    rows: answer.rows.map((row) => ({
      ...row,
      bySeed: Object.fromEntries(row.bySeed),
      doubts: describeTunedDoubts(row, answer.score),
      choices: row.choices.map((choice) => ({
        ...choice,
        edges: choice.edges.map(describeEdge),
      })),
    })),
  };
}
