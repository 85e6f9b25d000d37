import type { RunConfig } from './run-config';

/** Whether the data of a run have no examples for validation. */
export function lacksValidation({ settings, data }: RunConfig): boolean {
  if (data !== undefined) return data.facts.validationCount === 0;
  const { dataset } = settings;
  // Plans of earlier versions know no validation points.
  return ('validation' in dataset ? (dataset.validation ?? 0) : 0) === 0;
}

/** The setting that keeps data of a run for validation, as specs write it. */
export function settingOfValidation({ settings }: RunConfig): string {
  return 'split' in settings.dataset
    ? '`dataset.split.validation: 0.2`'
    : '`dataset.validation: 1000`';
}
