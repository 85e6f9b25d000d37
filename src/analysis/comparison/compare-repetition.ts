import fs from 'node:fs';
import path from 'node:path';
import { type MetricsRow, readMetrics } from '../../records/metrics/metrics-csv';
import type { RunDirectory } from '../../records/run-directory';
import { UserError } from '../../util/user-error';
import { type Difference, listDifferences } from '../results/list-differences';
import type { RunRecord } from '../results/read-run';
import { type CurveDifference, findFirstDifference } from './compare-curves';

/** Whether running a run again gave the same. */
export interface RepetitionReport {
  /** Whether metrics and weights have the same bytes, the runs ended alike, with the same results. */
  readonly isEqual: boolean;
  /** The first logged step that differs, if one does. */
  readonly parting: CurveDifference | undefined;
  /** Whether the final weights have the same bytes; absent where there are none, as of a diverged run. */
  readonly weightsAreEqual: boolean | undefined;
  /** How both ended, where that differs. */
  readonly end: readonly [string, string] | undefined;
  /** What the statuses say of the results, which is what is compared and reported. */
  readonly result: readonly Difference[];
  /** Where the original's own records contradict each other. */
  readonly contradiction: string | undefined;
  readonly environment: readonly Difference[];
  /** Logged steps of the original. */
  readonly stepCount: number;
}

/** Compares a run with its repetition, byte by byte. */
export function compareRepetition(original: RunRecord, repeated: RunRecord): RepetitionReport {
  const wentOn = original.stretches.length > 0;
  const first = readRows(original);
  const second = wentOn ? selectCommon(readRows(repeated), first) : readRows(repeated);
  const parting = findFirstDifference(wentOn ? selectCommon(first, second) : first, second);
  const metricsAreEqual = wentOn
    ? parting === undefined
    : haveEqualBytes(original.directory.metricsFile, repeated.directory.metricsFile);
  const weightsAreEqual = compareWeights(original.directory, repeated.directory);
  const ends = [describeEnd(original), describeEnd(repeated)] as const;
  const end = ends[0] === ends[1] ? undefined : ends;
  const result = listDifferences(resultOf(original), resultOf(repeated));
  const { contradiction } = original;
  const recordsAreEqual = metricsAreEqual && weightsAreEqual !== false;
  const endsAreEqual = end === undefined && result.length === 0;
  return {
    isEqual: recordsAreEqual && endsAreEqual && contradiction === undefined,
    parting,
    weightsAreEqual,
    end,
    result,
    contradiction,
    environment: listDifferences(original.environment, repeated.environment),
    stepCount: first.length,
  };
}

/**
 * The cells of rows that other rows have too: a run that went on from one of other settings was logged
 * and evaluated at steps of its own.
 */
function selectCommon(rows: readonly MetricsRow[], others: readonly MetricsRow[]): MetricsRow[] {
  const known = new Map(others.map(({ step, values }) => [step, values]));
  return rows.flatMap(({ step, values }) => {
    const other = known.get(step);
    if (other === undefined) return [];
    const cells = Object.entries(values).filter(([name]) => name in other);
    return [{ step, values: Object.fromEntries(cells) }];
  });
}

/** None where they can't be read, of which the contradiction tells. */
function readRows({ directory }: RunRecord): readonly MetricsRow[] {
  try {
    return readMetrics(directory.metricsFile).rows;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function resultOf({ status }: RunRecord): Readonly<Record<string, unknown>> {
  const metrics = 'metrics' in status ? status.metrics : {};
  const pathologies = 'pathologies' in status ? status.pathologies : [];
  const bestStep = 'bestStep' in status ? status.bestStep : undefined;
  return { ...metrics, bestStep, pathologies };
}

function describeEnd({ status }: RunRecord): string {
  return 'step' in status ? `${status.state} at step ${status.step}` : status.state;
}

function compareWeights(first: RunDirectory, second: RunDirectory): boolean | undefined {
  const [a, b] = [first, second].map(({ model }) => path.join(model, 'weights.bin'));
  if (a === undefined || b === undefined) return undefined;
  if (!fs.existsSync(a) && !fs.existsSync(b)) return undefined;
  return haveEqualBytes(a, b);
}

function haveEqualBytes(first: string, second: string): boolean {
  if (!fs.existsSync(first) || !fs.existsSync(second)) return false;
  return fs.readFileSync(first).equals(fs.readFileSync(second));
}
