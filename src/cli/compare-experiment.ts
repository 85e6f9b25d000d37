import { compareGroups } from '../analysis/compare-groups';
import { evaluateClaims } from '../analysis/evaluate-claim';
import { filterRuns } from '../analysis/filter-runs';
import { findExperiment } from '../analysis/find-results';
import { groupByAxes, groupByTrial, type RunGroup } from '../analysis/group-runs';
import { type RecordedRun, readResults } from '../analysis/read-results';
import { findMetric, suggestMetric } from '../spec/metric-names';
import { goalOf, type RankingMetric } from '../spec/metric-schema';
import { UserError } from '../util/user-error';
import { chooseColumns } from './comparison-columns';
import { exitCodes } from './exit-codes';
import { formatClaims } from './format-claims';
import { formatAsCsv, formatForPeople } from './format-comparison';
import { print, printAnswer, printNote } from './print';
import { summariseComparison } from './summarise-comparison';

/** What `ablate compare` is told. */
export interface CompareOptions {
  readonly experiment: string;
  readonly resultsDir: string;
  readonly metric: string | undefined;
  readonly by: string[] | undefined;
  readonly filter: string[] | undefined;
  readonly columns: string | undefined;
  readonly format: 'table' | 'csv' | 'json' | 'markdown';
  readonly checkClaims: boolean;
}

/** Ranks the trials of an experiment; returns the exit code. */
export function compareExperiment(options: CompareOptions): number {
  const results = readResults(findExperiment(options.experiment, options.resultsDir));
  const { plan } = results;
  const metric = chooseMetric(options.metric, plan.metric);
  const runs = filterRuns(results.runs, options.filter ?? []);
  const by = options.by ?? [];
  const groups =
    by.length > 0 ? groupAndNote(runs, by, metric.name) : groupByTrial(runs, metric.name);
  const ranked = compareGroups(groups, metric);
  const subject = {
    metric,
    axes: Object.keys(plan.axes),
    groupTitle: by.length > 0 ? by.join(' · ') : 'trial',
  };
  const columns = chooseColumns(options.columns, subject, ranked);
  const claims = evaluateClaims(results);
  switch (options.format) {
    case 'json':
      printAnswer('compare', summariseComparison(plan.experiment, ranked, subject, claims));
      break;
    case 'csv':
      print(formatAsCsv(ranked, columns));
      break;
    case 'table':
    case 'markdown':
      print(formatForPeople(ranked, columns, options.format, options.columns !== undefined));
      if (claims.length > 0) print(`\n${formatClaims(claims)}`);
      break;
  }
  const isShown = claims.every(({ verdict }) => verdict === 'supported');
  return options.checkClaims && !isShown ? exitCodes.failed : exitCodes.ok;
}

function groupAndNote(
  runs: readonly RecordedRun[],
  by: readonly string[],
  metric: string,
): readonly RunGroup[] {
  const { groups, sharedCount, cellCount } = groupByAxes(runs, by, metric);
  if (sharedCount < cellCount) {
    printNote(
      `Over ${sharedCount} of ${cellCount} settings of the other axes and seeds: the rest lacks a result somewhere.`,
    );
  }
  return groups;
}

/** The metric asked for; a loss is to be small, an accuracy great. */
function chooseMetric(asked: string | undefined, declared: RankingMetric): RankingMetric {
  const name = asked === undefined ? declared.name : findMetric(asked);
  if (name === declared.name) return declared;
  if (name !== undefined) return { name, goal: goalOf(name) };
  throw new UserError(`There is no metric ${asked}`, { hint: suggestMetric(asked ?? '') });
}
