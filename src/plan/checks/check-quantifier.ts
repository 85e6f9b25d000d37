import type { Claim, ClaimFault, Quantifier, StatisticTerm } from '../../spec/claims/claim';
import { askMeant } from '../../spec/mistakes/nearest-name';
import { formatStableJson } from '../../util/stable-json';
import type { RunConfig } from '../run-config';
import { matchesAll } from '../trials/match-condition';

/** Checks that a claim about values of an axis counts them right, and has runs for each of them. */
export function checkQuantifier(
  { quantifier }: Claim,
  terms: readonly StatisticTerm[],
  runs: readonly RunConfig[],
): ClaimFault[] {
  if (quantifier === undefined) return [];
  const { axis, valueCount, axisOffset, countOffset } = quantifier;
  const values = listQuantified(quantifier, runs);
  if (values.length === 0) {
    const axes = [...new Set(runs.flatMap((run) => Object.keys(run.axisValues)))];
    const hint = askMeant(axis, axes) ?? `Axes: ${axes.join(', ')}.`;
    return [{ offset: axisOffset, message: `there is no axis \`${axis}\``, hint }];
  }
  if (values.length !== valueCount) {
    const count = values.length === 1 ? '1 value' : `${values.length} values`;
    const message = `\`${axis}\` has ${count}, not ${valueCount}`;
    return [{ offset: countOffset, message }];
  }
  return terms.flatMap((term) => {
    const lacking = values.find(({ members }) => !members.some((run) => matchesAll(run, term)));
    if (lacking === undefined) return [];
    const value = formatStableJson(lacking.value);
    const message = `no trial with \`${axis}\` ${value} meets these conditions`;
    return [{ offset: term.offset, message }];
  });
}

/** The values that a claim is to hold for most of, each with its runs, in the order of the runs. */
export function listQuantified<Run extends Pick<RunConfig, 'axisValues'>>(
  { axis }: Pick<Quantifier, 'axis'>,
  runs: readonly Run[],
): { readonly value: RunConfig['axisValues'][string]; readonly members: readonly Run[] }[] {
  const found = new Map<string, { value: RunConfig['axisValues'][string]; members: Run[] }>();
  for (const run of runs) {
    const value = run.axisValues[axis];
    if (value === undefined) continue;
    const key = formatStableJson(value);
    const known = found.get(key);
    if (known === undefined) found.set(key, { value, members: [run] });
    else known.members.push(run);
  }
  return [...found.values()];
}
