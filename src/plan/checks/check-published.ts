import type { ExperimentSpec } from '../../spec/experiment-schema';
import { showValue } from '../../spec/mistakes/describe-value';
import { askMeant } from '../../spec/mistakes/nearest-name';
import type { PublishedFigure } from '../../spec/published-schema';
import type { SpecProblem } from '../../spec/spec-problem';
import type { SpecSource } from '../../spec/spec-source';
import type { RunConfig } from '../run-config';
import { matchesValue } from '../trials/expand-grid';
import { type Doubts, isDecided } from './doubts';

type Place = (path: readonly (string | number)[], part?: 'key') => Pick<SpecProblem, 'source'>;

/** Whether a published figure is of a run's trial: the trial has every value of `where`. */
export function isPublishedOf(
  { where }: Pick<PublishedFigure, 'where'>,
  { axisValues }: Pick<RunConfig, 'axisValues'>,
): boolean {
  return Object.entries(where).every(
    ([axis, value]) => Object.hasOwn(axisValues, axis) && matchesValue(axisValues[axis], value),
  );
}

/**
 * Checks that every published figure is of some trial.
 *
 * @param doubts settings that nothing can be said of.
 */
export function checkPublished(
  { published }: Pick<ExperimentSpec, 'published'>,
  runs: readonly RunConfig[],
  source: SpecSource,
  doubts: Doubts = [],
): SpecProblem[] {
  return published.flatMap((figure, index) => {
    if (!isDecided(['published', 'grid', 'zip', ...Object.keys(figure.where)], doubts)) return [];
    const place: Place = (path, part) => source.locate(['published', index, ...path], part);
    return runs.some((run) => isPublishedOf(figure, run))
      ? []
      : explainMismatch(figure, runs, place);
  });
}

/**
 * Finds published figures that nothing will be measured for. Only warnings: a spec has to stand
 * being tried with fewer steps.
 */
export function warnAboutPublished(
  { published }: Pick<ExperimentSpec, 'published'>,
  runs: readonly RunConfig[],
  source: SpecSource,
): SpecProblem[] {
  return published.flatMap((figure, index) => {
    const matching = runs.filter((run) => isPublishedOf(figure, run));
    return checkMeasured(figure, matching, (path, part) =>
      source.locate(['published', index, ...path], part),
    );
  });
}

/** Says which part of `where` keeps it from matching. */
function explainMismatch(
  { where }: PublishedFigure,
  runs: readonly RunConfig[],
  place: Place,
): SpecProblem[] {
  const axes = Object.keys(runs[0]?.axisValues ?? {});
  const problems = Object.entries(where).flatMap(([axis, value]): SpecProblem[] => {
    if (!axes.includes(axis)) {
      const message = `\`where\` names \`${axis}\`, which is no axis`;
      const hint = askMeant(axis, axes) ?? `Axes: ${axes.join(', ') || 'none'}.`;
      return [{ ...place(['where', axis], 'key'), message, hint }];
    }
    const values = runs.map(({ axisValues }) => axisValues[axis]);
    if (values.some((candidate) => matchesValue(candidate, value))) return [];
    const names = [...new Set(values.map((candidate) => showValue(candidate)))];
    return [
      {
        ...place(['where', axis]),
        message: `the axis \`${axis}\` has no value ${showValue(value)}`,
        hint: `Its values: ${names.join(', ')}.`,
      },
    ];
  });
  if (problems.length > 0) return problems;
  return [{ ...place(['where']), message: '`where` matches no trial' }];
}

/** A figure is compared with what runs measure at an evaluation, so it has to be of one. */
function checkMeasured(
  { metric, step }: PublishedFigure,
  runs: readonly RunConfig[],
  place: Place,
): SpecProblem[] {
  const [split] = metric.split('/');
  const lacking = runs.some(({ settings }) => !settings.evaluate.some((kind) => kind === split));
  const problems: SpecProblem[] = [];
  if (split !== 'train' && lacking) {
    const message = `\`${metric}\` is not measured`;
    problems.push({ ...place(['metric']), message, hint: `Add \`${split}\` to \`evaluate\`.` });
  }
  if (step === undefined) return problems;
  const unmeasured = runs.find(
    ({ settings: { steps, evaluateEvery } }) =>
      step > steps || (step !== steps && step % evaluateEvery !== 0),
  );
  if (unmeasured !== undefined) {
    const { steps, evaluateEvery } = unmeasured.settings;
    const message = `nothing is measured at step ${step}`;
    const hint = `Evaluations come every ${evaluateEvery} steps, until ${steps}.`;
    problems.push({ ...place(['step']), message, hint });
  }
  return problems;
}
