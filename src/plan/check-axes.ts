import type { ExperimentSpec } from '../spec/experiment-schema';
import type { SpecSource } from '../spec/parse-experiment';
import type { SpecProblem } from '../spec/spec-problem';
import { formatStableJson } from '../util/stable-json';
import { type Combination, matchesExclusion } from './expand-grid';

/** Checks the axes by themselves, before any combination is looked at. */
export function checkAxes(spec: ExperimentSpec, source: SpecSource): SpecProblem[] {
  return [
    ...checkSection('grid', spec.grid, source),
    ...checkSection('zip', spec.zip, source),
    ...checkZipLengths(spec, source),
    ...Object.keys(spec.zip)
      .filter((axis) => axis in spec.grid)
      .map((axis) => ({
        ...source.locate(['zip', axis], 'key'),
        message: `the axis \`${axis}\` is in both \`grid\` and \`zip\``,
      })),
  ];
}

function checkSection(
  section: 'grid' | 'zip',
  axes: ExperimentSpec['grid'],
  source: SpecSource,
): SpecProblem[] {
  return Object.entries(axes).flatMap(([axis, values]) => {
    if (values.length === 0) {
      const message = `the axis \`${axis}\` has no values`;
      return [
        {
          ...source.locate([section, axis], 'key'),
          message,
          hint: 'Give it some, or leave it out.',
        },
      ];
    }
    // Zipped axes may repeat a value: it is their pairs that make trials.
    if (section === 'zip') return [];
    const texts = values.map((value) => formatStableJson(value));
    return texts.flatMap((text, index) =>
      texts.indexOf(text) === index
        ? []
        : [
            {
              ...source.locate([section, axis, index]),
              message: `the axis \`${axis}\` has the value ${text.trim()} twice`,
            },
          ],
    );
  });
}

function checkZipLengths({ zip }: ExperimentSpec, source: SpecSource): SpecProblem[] {
  const lengths = new Set(Object.values(zip).map((values) => values.length));
  if (lengths.size <= 1) return [];
  const list = Object.entries(zip).map(([axis, values]) => `\`${axis}\` ${values.length}`);
  const message = `zipped axes need equally many values, but have: ${list.join(', ')}`;
  return [{ ...source.locate(['zip'], 'key'), message }];
}

/** Checks that every exclusion leaves something out, and not everything. */
export function checkExclusions(
  spec: ExperimentSpec,
  combinations: readonly Combination[],
  source: SpecSource,
): SpecProblem[] {
  const useless = spec.exclude.flatMap((exclusion, index): SpecProblem[] => {
    if (combinations.some((combination) => matchesExclusion(combination, exclusion))) return [];
    return [
      {
        ...source.locate(['exclude', index]),
        message: 'excludes no combination of the grid',
        hint: 'Name axes and values exactly as `grid` and `zip` have them.',
      },
    ];
  });
  if (useless.length > 0) return useless;
  const all = combinations.every((combination) =>
    spec.exclude.some((exclusion) => matchesExclusion(combination, exclusion)),
  );
  if (!all || combinations.length === 0) return [];
  return [{ ...source.locate(['exclude'], 'key'), message: 'excludes every combination' }];
}
