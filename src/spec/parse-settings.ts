import { applyCombination, type Combination, locateSetting } from './combination';
import { settingsSchema, settingsShape, type TrialSettings } from './experiment-schema';
import { type Explanation, explainIssues } from './explain-issue';
import { type Mapping, ownValue } from './settings-path';
import type { SpecProblem } from './spec-problem';
import type { SpecSource } from './spec-source';

/** The settings of one trial, or what is wrong with them. */
export type SettingsParsing =
  | { readonly ok: true; readonly settings: TrialSettings }
  | { readonly ok: false; readonly explanations: readonly Explanation[] };

/** Checks the settings of a spec with the values of one combination and fills in defaults. */
export function parseSettings(raw: Mapping, combination: Combination): SettingsParsing {
  const written = Object.entries(raw).filter(([key]) => Object.hasOwn(settingsShape, key));
  const settings = applyCombination(Object.fromEntries(written), combination);
  const result = settingsSchema.safeParse(settings);
  const explanations = [
    ...explainIssues(settingsSchema, settings, result.error?.issues ?? []),
    ...explainDuration(settings),
  ];
  return result.success && explanations.length === 0
    ? { ok: true, settings: result.data }
    : { ok: false, explanations };
}

/** A run is so many steps or so many epochs long. */
export function explainDuration(settings: Mapping): Explanation[] {
  const hasSteps = ownValue(settings, 'steps') !== undefined;
  const hasEpochs = ownValue(settings, 'epochs') !== undefined;
  if (hasSteps !== hasEpochs) return [];
  const path = hasSteps ? ['epochs'] : ['steps'];
  const message = hasSteps
    ? 'there are both `steps` and `epochs`'
    : '`steps` or `epochs` is missing';
  return [{ path, part: 'key', message, hint: 'Say how long a run is in one of them.' }];
}

/** Gives an explanation its place: in the axis that set what it is about, if one did. */
export function locateExplanation(
  { path, part, message, hint }: Explanation,
  combination: Combination,
  source: SpecSource,
): SpecProblem {
  const place = locateSetting(path, combination, source, part);
  return { ...place, message, ...(hint === undefined ? {} : { hint }) };
}
