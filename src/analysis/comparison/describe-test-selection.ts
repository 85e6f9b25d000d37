import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { lacksValidation, settingOfValidation } from '../../plan/validation-split';

/** What an experiment chooses by its test data, in words. */
export interface TestSelection {
  /** What is chosen, and by which metrics. */
  readonly choice: string;
  /** How to choose on validation data instead. */
  readonly remedy: string;
}

/** Why choosing on test data matters, in words. */
export const testSelectionMeaning =
  'What comes out best on the test data is so partly by luck, and its test score promises too much.';

/**
 * Says what of an experiment is chosen on its test data: the best of several trials, or the step
 * that early stopping puts back. Nothing where one trial is only measured.
 */
export function describeTestSelection({
  metric,
  runs,
}: Pick<ExperimentPlan, 'metric' | 'runs'>): TestSelection | undefined {
  const ranks = isOfTest(metric.name) && new Set(runs.map(({ trial }) => trial)).size > 1;
  const stopping = runs
    .map(({ settings }) => settings.earlyStopping?.metric)
    .find((name) => name !== undefined && isOfTest(name));
  const choices = [
    ...(ranks ? [`trials are ranked by ${metric.name}`] : []),
    ...(stopping === undefined ? [] : [`early stopping looks at ${stopping}`]),
  ];
  if (choices.length === 0) return undefined;
  const keys = [
    ...(ranks ? [`\`metric: { name: ${onValidation(metric.name)} }\``] : []),
    ...(stopping === undefined ? [] : [`\`earlyStopping.metric: ${onValidation(stopping)}\``]),
  ].join(' and ');
  return { choice: choices.join(', '), remedy: describeRemedy(keys, runs) };
}

function isOfTest(metric: string): boolean {
  return metric.startsWith('test/');
}

function onValidation(metric: string): string {
  return metric.replace(/^test/, 'validation');
}

function describeRemedy(keys: string, runs: readonly RunConfig[]): string {
  const lacking = runs.find(lacksValidation);
  const isMeasured = runs.every(({ settings }) => settings.evaluate.includes('validation'));
  if (lacking !== undefined) {
    return `Keep data for validation (${settingOfValidation(lacking)}) and say ${keys}.`;
  }
  if (!isMeasured) return `Name validation in \`evaluate\` and say ${keys}.`;
  return `Say ${keys}; test metrics are shown all the same.`;
}
