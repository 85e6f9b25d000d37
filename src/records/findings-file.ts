import { z } from 'zod';
import { writeFileAtomic } from '../util/files/atomic-write';
import { type JsonReading, readJsonFile } from './read-json-file';

/** How well a class, or an average of classes, is told from the others. */
export interface ClassScores {
  /** Share of the examples given this class that have it. */
  readonly precision: number;
  /** Share of the examples of this class that are given it. */
  readonly recall: number;
  /** Harmonic mean of precision and recall. */
  readonly f1: number;
  /** Examples of this class. */
  readonly support: number;
}

/** Scores per class and their averages. */
export interface ClassificationReport {
  readonly classes: Readonly<Record<string, ClassScores>>;
  readonly accuracy: number;
  /** Every class counts alike. */
  readonly macroAverage: ClassScores;
  /** Every example counts alike. */
  readonly weightedAverage: ClassScores;
}

/** A test example that was given the wrong class. */
export interface Misclassified {
  /** Position in the test split. */
  readonly index: number;
  readonly label: number;
  readonly predicted: number;
  /** What the network gave the wrong class. */
  readonly probability: number;
}

/** Something that went wrong in a run, by its name in the field. */
export interface Pathology {
  readonly kind:
    | 'diverged'
    | 'dead-relus'
    | 'saturated-units'
    | 'vanishing-gradient'
    | 'exploding-gradient'
    | 'no-learning';
  /** The layer it was seen in. */
  readonly layer?: string;
  /** Share of the layer's units that are affected. */
  readonly share?: number;
  /** For people: `dead ReLUs: 100 % of fc1`. */
  readonly detail: string;
}

/** What is found out about a network at the end of its run: what `findings.json` says. */
export type Findings = ClassificationFindings | RegressionFindings;

/** A prediction that is far off. */
export interface LargeError {
  /** Position in the test split. */
  readonly index: number;
  /** Name of the target. */
  readonly target: string;
  readonly actual: number;
  readonly predicted: number;
}

/** Of a network that predicts numbers. */
export interface RegressionFindings {
  readonly targetNames: readonly string[];
  /** On the test split, the largest first. */
  readonly largestErrors: readonly LargeError[];
  readonly pathologies: readonly Pathology[];
}

/** Of a network that tells classes apart. */
export interface ClassificationFindings {
  readonly classNames: readonly string[];
  /** `[label][prediction]`, on the test split. */
  readonly confusionMatrix: readonly (readonly number[])[];
  readonly report: ClassificationReport;
  /** Most confident mistakes first. */
  readonly misclassified: readonly Misclassified[];
  readonly pathologies: readonly Pathology[];
}

/** What is read of it: what reports show, as far as the version that wrote it knew it. */
const recordedSchema = z.object({
  confusionMatrix: z.array(z.array(z.number())).optional().catch(undefined),
  classNames: z
    .array(z.union([z.string(), z.number()]).transform(String))
    .optional()
    .catch(undefined),
  pathologies: z
    .array(z.looseObject({ kind: z.string(), detail: z.string().optional().catch(undefined) }))
    .default([])
    .catch([]),
});

/** Findings as they are read back, of this version or an earlier one. */
export type RecordedFindings = z.output<typeof recordedSchema>;

/**
 * Replaces `findings.json` as a whole.
 *
 * @throws UserError when the disk refuses.
 */
export function writeFindingsFile(file: string, findings: Findings): void {
  // The status that follows waits for all that the run leaves.
  writeFileAtomic(file, `${JSON.stringify(findings, null, 2)}\n`, 'nothing');
}

/** Reads `findings.json`. */
export function readFindingsFile(file: string): JsonReading<RecordedFindings> {
  return readJsonFile(file, (value) => {
    const result = recordedSchema.safeParse(value);
    if (result.success) return { ok: true, value: result.data };
    return { ok: false, reason: 'it holds no findings' };
  });
}
