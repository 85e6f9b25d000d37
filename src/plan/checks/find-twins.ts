import { valuePath } from '../../spec/axes/combination';
import { showValue } from '../../spec/mistakes/describe-value';
import type { SpecProblem } from '../../spec/spec-problem';
import type { SpecSource } from '../../spec/spec-source';
import { formatStableJson } from '../../util/stable-json';
import type { RunSettings } from '../run-config';
import type { Trial } from '../trials/expand-trials';

/** Finds trials that differ as written, but not once defaults and short forms are spelt out. */
export function findTwins(
  resolved: readonly { readonly trial: Trial; readonly settings: RunSettings }[],
  source: SpecSource,
): SpecProblem[] {
  const seen = new Map<string, Trial>();
  return resolved.flatMap(({ trial, settings }) => {
    const key = formatStableJson(settings);
    const twin = seen.get(key);
    seen.set(key, twin ?? trial);
    if (twin === undefined) return [];
    const index = trial.combination.findIndex(
      ({ value }, at) => formatStableJson(value) !== formatStableJson(twin.combination[at]?.value),
    );
    const [differing, other] = [trial.combination[index], twin.combination[index]];
    if (differing === undefined || other === undefined)
      return findRepeatedPair(trial, twin, source);
    const { axis } = differing;
    const values = [other, differing].map(({ value }) => showValue(value));
    return [
      {
        ...source.locate(valuePath(differing)),
        message: `${values.join(' and ')} of \`${axis}\` make the same trial`,
        hint: 'Keep one of them.',
      },
    ];
  });
}

/** Zipped axes that repeat what they have together; one axis that repeats a value is told before. */
function findRepeatedPair(trial: Trial, twin: Trial, source: SpecSource): SpecProblem[] {
  const at = trial.combination.findIndex(
    ({ section, index }, place) => section === 'zip' && index !== twin.combination[place]?.index,
  );
  const [repeated, first] = [trial.combination[at], twin.combination[at]];
  if (repeated === undefined || first === undefined) return [];
  return [
    {
      ...source.locate(['zip', repeated.axis, repeated.index]),
      message: `the zipped axes are the same at places ${first.index + 1} and ${repeated.index + 1}`,
      hint: 'Keep one of them.',
    },
  ];
}
