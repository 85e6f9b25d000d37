import type { Combination } from '../../spec/axes/combination';
import type { ExperimentSpec } from '../../spec/experiment-schema';
import { showValue } from '../../spec/mistakes/describe-value';
import { askMeant } from '../../spec/mistakes/nearest-name';
import type { SpecProblem } from '../../spec/spec-problem';
import type { SpecSource } from '../../spec/spec-source';
import { matchesExclusion, matchesValue } from '../trials/expand-grid';

type Exclusion = ExperimentSpec['exclude'][number];

/** Checks that every exclusion leaves something out, and that something is left. */
export function checkExclusions(
  spec: ExperimentSpec,
  combinations: readonly Combination[],
  source: SpecSource,
): SpecProblem[] {
  const useless = spec.exclude.flatMap((exclusion, index) => {
    if (combinations.some((combination) => matchesExclusion(combination, exclusion))) return [];
    return explainUseless(spec, exclusion, index, source);
  });
  if (useless.length > 0 || spec.exclude.length === 0) return useless;
  const isAnyLeft = combinations.some(
    (combination) => !spec.exclude.some((exclusion) => matchesExclusion(combination, exclusion)),
  );
  if (isAnyLeft) return [];
  return [{ ...source.locate(['exclude'], 'key'), message: '`exclude` leaves no combination' }];
}

/** Says which part of an exclusion keeps it from matching. */
function explainUseless(
  spec: ExperimentSpec,
  exclusion: Exclusion,
  index: number,
  source: SpecSource,
): SpecProblem[] {
  const axes: ExperimentSpec['grid'] = { ...spec.grid, ...spec.zip };
  const problems = Object.entries(exclusion).flatMap(([axis, value]): SpecProblem[] => {
    const values = Object.hasOwn(axes, axis) ? (axes[axis] ?? []) : undefined;
    if (values === undefined) {
      const names = Object.keys(axes);
      return [
        {
          ...source.locate(['exclude', index, axis], 'key'),
          message: `\`exclude\` names \`${axis}\`, which is no axis`,
          hint: askMeant(axis, names) ?? `Axes: ${names.join(', ') || 'none'}.`,
        },
      ];
    }
    if (values.some((candidate) => matchesValue(candidate, value))) return [];
    return [
      {
        ...source.locate(['exclude', index, axis]),
        message: `the axis \`${axis}\` has no value ${showValue(value)}`,
        hint: `Its values: ${values.map((candidate) => showValue(candidate)).join(', ')}.`,
      },
    ];
  });
  if (problems.length > 0) return problems;
  const message = 'the entry of `exclude` matches no combination';
  return [{ ...source.locate(['exclude', index]), message }];
}
