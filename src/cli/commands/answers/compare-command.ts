import { evaluateClaims } from '../../../analysis/claims/evaluate-claim';
import { describeOptimism } from '../../../analysis/comparison/describe-optimism';
import { describeRace, describeRacedAxes } from '../../../analysis/comparison/describe-race';
import { type RankedAxes, rankAxes, rankTrials } from '../../../analysis/comparison/rank-trials';
import { filterRuns } from '../../../analysis/results/filter-runs';
import { findExperiment } from '../../../analysis/results/find-results';
import { readMixtures } from '../../../analysis/results/read-mixtures';
import { readResults } from '../../../analysis/results/read-results';
import { answerTuned } from '../../../analysis/tuning/answer-tuned';
import { describeTunedBasis } from '../../../analysis/tuning/describe-tuned';
import { findTunedAxes } from '../../../analysis/tuning/find-tuned-axes';
import { findMetric, suggestMetric } from '../../../spec/metric-names';
import { goalOf, type RankingMetric } from '../../../spec/metric-schema';
import { joinNames } from '../../../util/join-names';
import { commandFor } from '../../../util/process/command-for';
import { UserError } from '../../../util/user-error';
import { chooseColumns } from '../../answers/comparison-columns';
import { formatClaims } from '../../answers/format-claims';
import { formatAsCsv, formatForPeople } from '../../answers/format-comparison';
import { formatTunedAsCsv } from '../../answers/format-tuned';
import { formatTunedAnswer } from '../../answers/format-tuned-answer';
import { type ComparisonAnswer, summariseComparison } from '../../answers/summarise-comparison';
import { exitCodes } from '../../exit-codes';
import { noteEditedSpec } from '../../note-edited-spec';
import { noteMissingResults } from '../../note-missing-results';
import { defineCommand } from '../../options/define-command';
import { listOption, requiredArgument, switchOption, textOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { print, printAnswer, printNote } from '../../output/print';

/** `ablate compare EXPERIMENT` */
export const compareCommand = defineCommand({
  arguments: { experiment: requiredArgument('Name, results folder or spec of an experiment') },
  options: {
    ...resultsOptions(),
    ...formatOptions('metric, groups, mixtures, claims', ['csv', 'markdown']),
    metric: textOption('Compare by this metric (test/loss, ...)'),
    by: listOption('Effect of an axis, over all settings of the others: --by optimizer'),
    filter: listOption('Only trials with a setting: --filter optimizer=adam'),
    columns: textOption('Columns, joined by commas: trial,mean,sd'),
    'check-claims': switchOption('Exit with 1 unless every claim of the spec is supported'),
  },
  examples: ['compare quickstart', 'compare quickstart --by optimizer --format markdown'],
  run: (options) => compareExperiment({ ...options, format: chooseFormat(options) }),
});

/** What `ablate compare` is told. */
export interface CompareOptions {
  readonly experiment: string;
  readonly resultsDir: string;
  readonly metric: string | undefined;
  readonly by: readonly string[] | undefined;
  readonly filter: readonly string[] | undefined;
  readonly columns: string | undefined;
  readonly format: 'table' | 'csv' | 'json' | 'markdown';
  readonly checkClaims: boolean;
}

/** Ranks the trials of an experiment; returns the exit code. */
export async function compareExperiment(options: CompareOptions): Promise<number> {
  const results = readResults(findExperiment(options.experiment, options.resultsDir));
  const { plan } = results;
  noteMissingResults(results, options.experiment);
  await noteEditedSpec(options.experiment, results.directory);
  const metric = chooseMetric(options.metric, plan.metric);
  const runs = filterRuns(results.runs, options.filter ?? []);
  const by = options.by ?? [];
  const tunedAxes = metric === plan.metric ? findTunedAxes(plan, by) : undefined;
  const tuned = tunedAxes && answerTuned(plan, runs, tunedAxes);
  const effect =
    by.length > 0 && tuned === undefined ? rankAxes(plan, runs, by, metric) : undefined;
  if (tuned !== undefined) printNote(describeTunedBasis(tuned));
  if (effect !== undefined) {
    checkBasis(effect, plan.experiment);
    printNote(describeBasis(effect));
  }
  const ranked = effect?.groups ?? rankTrials(plan, runs, metric);
  const raceNote = effect === undefined ? describeRace(plan) : describeRacedAxes(plan);
  if (raceNote !== undefined && (tuned === undefined || by.length === 0)) printNote(raceNote);
  const subject = {
    metric,
    axes: Object.keys(plan.axes),
    groupTitle: effect?.axes.join(' · ') ?? 'trial',
  };
  const columns = chooseColumns(options.columns, subject, ranked);
  const claims = evaluateClaims(results);
  // What was tuned is measured on fresh seeds, or else its heading says that it is optimistic.
  const optimism = tuned === undefined ? describeOptimism(ranked, metric) : undefined;
  const describeMixtures = (): string[] =>
    readMixtures({ plan, runs }).map(({ sentence }) => sentence);
  switch (options.format) {
    case 'json':
      printAnswer<ComparisonAnswer>(
        'compare',
        summariseComparison({ plan, runs }, ranked, subject, claims, tuned),
      );
      break;
    case 'csv':
      print(
        tuned !== undefined && by.length > 0
          ? formatTunedAsCsv(tuned)
          : formatAsCsv(ranked, columns),
      );
      for (const sentence of describeMixtures()) printNote(sentence);
      break;
    case 'table':
    case 'markdown':
      if (tuned !== undefined) print(formatTunedAnswer({ plan, runs }, tuned, options.format));
      if (tuned === undefined || by.length === 0) {
        if (tuned !== undefined) print('');
        print(formatForPeople(ranked, columns, options.format, options.columns !== undefined));
      }
      for (const remark of [optimism ?? [], describeMixtures()].flat()) {
        print(options.format === 'table' ? remark : `\n${remark}`);
      }
      if (claims.length > 0) print(`\n${formatClaims(claims)}`);
      break;
  }
  const isShown = claims.every(({ verdict }) => verdict === 'supported');
  return options.checkClaims && !isShown ? exitCodes.failed : exitCodes.ok;
}

/** A comparison of nothing is no answer. */
function checkBasis({ axes, averaged, ...counts }: RankedAxes, experiment: string): void {
  if (counts.sharedCount > 0) return;
  const [axis, others] = [joinNames(axes), joinNames(averaged)];
  if (counts.commonCount === 0 && counts.cellCount > 0 && averaged.length > 0) {
    throw new UserError(
      `${axis} can't be told from ${others}: no value of ${others} has them all`,
      {
        hint: `Compare the trials, or both together: --by ${[...axes, ...averaged].join(' --by ')}.`,
      },
    );
  }
  throw new UserError(
    `There is nothing to compare ${axis} on: no setting of the other axes has a result for every value`,
    { hint: `What is missing: ${commandFor('status', experiment)}` },
  );
}

/** What the numbers of an axis are means of. */
function describeBasis(effect: RankedAxes): string {
  const { axes, averaged, bound, sharedCount, cellCount } = effect;
  const over = joinNames([...averaged, 'seeds']);
  const rest = `${cellCount - sharedCount} of ${cellCount} settings and seeds lack a result for some value and do not count`;
  return [
    `By ${joinNames(axes)}, averaged over ${over}.`,
    ...(bound.length > 0
      ? [`${joinNames(bound)} ${bound.length === 1 ? 'changes' : 'change'} with it.`]
      : []),
    ...(sharedCount < cellCount ? [`${rest}.`] : []),
  ].join(' ');
}

/** The metric asked for; a loss is to be small, an accuracy great. */
function chooseMetric(asked: string | undefined, declared: RankingMetric): RankingMetric {
  const name = asked === undefined ? declared.name : findMetric(asked);
  if (name === declared.name) return declared;
  if (name !== undefined) return { name, goal: goalOf(name) };
  throw new UserError(`There is no metric ${asked}`, { hint: suggestMetric(asked ?? '') });
}
