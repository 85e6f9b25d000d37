import { applyCombination, type Combination, locateSetting } from './axes/combination';
import { settingsSchema, settingsShape, type TrialSettings } from './experiment-schema';
import type { Explanation } from './mistakes/explain-issue';
import { checkWithOwnCode } from './own-code/check-own-code';
import { type Mapping, ownValue } from './settings-path';
import type { SpecProblem } from './spec-problem';
import type { SpecSource } from './spec-source';
import type { SpecPath } from './yaml/yaml-source';

/** The settings of one trial and what is wrong with them. */
export interface SettingsParsing {
  /** With what is wrong replaced; `undefined` where nothing valid was found. */
  readonly settings: TrialSettings | undefined;
  readonly explanations: readonly Explanation[];
  /** Settings that are not what the author means. */
  readonly doubtful: readonly SpecPath[];
}

/** Checks the settings of a spec with the values of one combination and fills in defaults. */
export function parseSettings(
  { raw, loadOwnCode }: Pick<SpecSource, 'raw' | 'loadOwnCode'>,
  combination: Combination,
): SettingsParsing {
  const written = Object.entries(raw).filter(([key]) => Object.hasOwn(settingsShape, key));
  const settings = applyCombination(Object.fromEntries(written), combination);
  const { data, explanations, doubtful } = checkWithOwnCode(settingsSchema, settings, loadOwnCode);
  const duration = explainDuration(settings);
  return {
    settings: data,
    explanations: [...explanations, ...duration],
    doubtful: duration.length === 0 ? doubtful : [...doubtful, ['steps'], ['epochs']],
  };
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
  return { ...place, message, hint };
}
