import type { SampleSpec } from '../spec/axes/sample-schema';
import type { ExperimentSpec, RunOrder } from '../spec/experiment-schema';
import type { RankingMetric } from '../spec/metric-schema';
import type { SpecDraft } from '../spec/parse-experiment';
import type { PublishedFigure } from '../spec/published-schema';
import type { SpecProblem } from '../spec/spec-problem';
import { checkClaims } from './checks/check-claims';
import type { Machine } from './checks/check-memory';
import { listRungs } from './checks/check-policies';
import { checkPublished, warnAboutPublished } from './checks/check-published';
import { checkTrials } from './checks/check-trials';
import { warnAboutGoal, warnAboutHalving } from './checks/warn-about-settings';
import { resolveMetric } from './resolve-metrics';
import type { JsonValue, RunConfig } from './run-config';
import { configureRuns } from './trials/configure-runs';
import type { Trial } from './trials/expand-trials';
import { listSeeds } from './trials/list-seeds';
import { resolveTrial, type TrialOptions } from './trials/resolve-trial';
import { tunedAxes } from './trials/tuned-axes';

/** An experiment with all its runs, resolved. Plain JSON. */
export interface ExperimentPlan {
  readonly experiment: string;
  readonly question: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly metric: RankingMetric;
  /** Axes in the order of the spec, with their values. */
  readonly axes: Readonly<Record<string, readonly JsonValue[]>>;
  /** How axes were drawn, where some were. */
  readonly sample: SampleSpec | null;
  /** Axes that are tuned for each value of the others. */
  readonly tune: readonly string[];
  /** What every trial runs with, to tune by where there is something to tune. */
  readonly seeds: readonly number[];
  /** How many seeds trials get that are still in the running; null without a race. */
  readonly mostSeeds: number | null;
  /** Fresh seeds for what is chosen in the end. */
  readonly confirmSeeds: readonly number[];
  /** In which order runs are trained; it changes no number. */
  readonly order: RunOrder;
  readonly keepCheckpoints: number;
  /** Steps at which the best trials are chosen to go on; empty without halving. */
  readonly rungs: readonly number[];
  readonly halvingFactor: number | null;
  /** What the grid is to show, as the spec has it. */
  readonly claims: readonly string[];
  /** Figures that others published of the trials. */
  readonly published: readonly PublishedFigure[];
  readonly runs: readonly RunConfig[];
}

/** A plan with what is odd about it, or everything that keeps it from being one. */
export type Planning =
  | {
      readonly ok: true;
      readonly plan: ExperimentPlan;
      /** What works, but is probably not meant. */
      readonly warnings: readonly SpecProblem[];
    }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/** What planning needs besides the spec. */
export interface PlanOptions extends TrialOptions {
  /** What has to hold the runs; without it nothing is said of memory. */
  readonly machine?: Machine | undefined;
}

/** A spec with its trials. */
export interface ExpandedSpec extends SpecDraft {
  readonly trials: readonly Trial[];
}

/**
 * Resolves every trial with every seed. Of a spec with mistakes, what can be checked nevertheless
 * is.
 */
export function planExperiment(expanded: ExpandedSpec, options: PlanOptions): Planning {
  const { spec, source, trials } = expanded;
  const { machine, engine } = options;
  const resolved = trials.map((trial) => resolveTrial(trial, options));
  const allSettings = resolved.map(({ settings }) => settings);
  const metric = resolveMetric(spec.metric, allSettings);
  const doubts = [...expanded.doubtful, ...resolved.flatMap((trial) => trial.doubts)];
  const { seeds, mostSeeds, confirmSeeds } = listSeeds(spec);
  const context = { metric, doubts, seedCount: seeds.length, machine, engine };
  const { problems, warnings } = checkTrials(resolved, expanded, context);
  const runs = configureRuns(spec.name, resolved, seeds);
  if (runs.length > 0) {
    const promised = [
      ...checkClaims(spec, runs, source, doubts),
      ...checkPublished(spec, runs, source, doubts),
    ];
    for (const problem of promised) problems.addPlaced(problem);
  }
  if (problems.size > 0) return { ok: false, problems: problems.list() };

  const longest = allSettings.reduce((most, { steps }) => Math.max(most, steps), 0);
  for (const warning of [...warnAboutHalving(spec, longest), ...warnAboutGoal(metric)]) {
    warnings.add(warning, (path) => source.locate(path));
  }
  for (const warning of warnAboutPublished(spec, runs, source)) warnings.addPlaced(warning);
  return {
    ok: true,
    warnings: warnings.list(),
    plan: {
      experiment: spec.name,
      question: spec.question ?? null,
      description: spec.description ?? null,
      tags: spec.tags,
      metric,
      axes: listAxes(spec, trials),
      sample: spec.sample ?? null,
      tune: tunedAxes(spec),
      seeds,
      mostSeeds,
      confirmSeeds,
      order: spec.order,
      keepCheckpoints: spec.keepCheckpoints,
      rungs: listRungs(spec, longest),
      halvingFactor: spec.halving?.factor ?? null,
      claims: spec.claims,
      published: spec.published,
      runs,
    },
  };
}

/** All axes: listed values in the order of the spec, then drawn ones as they come. */
function listAxes(spec: ExperimentSpec, trials: readonly Trial[]): ExperimentPlan['axes'] {
  const drawn = Object.keys(spec.sample?.axes ?? {}).map((axis) => {
    const values = trials.flatMap(({ combination }) =>
      combination.flatMap((chosen) => (chosen.axis === axis ? [chosen.value] : [])),
    );
    return [axis, [...new Set(values)]] as const;
  });
  return { ...spec.grid, ...spec.zip, ...Object.fromEntries(drawn) } as ExperimentPlan['axes'];
}
