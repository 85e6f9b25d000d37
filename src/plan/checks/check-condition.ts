import { namesSetting } from '../../spec/axes/check-axes';
import type { ClaimFault, Condition } from '../../spec/claims/claim';
import { settingsSchema } from '../../spec/experiment-schema';
import { askMeant } from '../../spec/mistakes/nearest-name';
import { kindsAt } from '../../spec/mistakes/schema-keys';
import { isMapping, splitPath } from '../../spec/settings-path';
import { formatStableJson } from '../../util/stable-json';
import { type Conditioned, findValues, matchesCondition } from '../trials/match-condition';

/** Checks that a condition names a setting, and a value that some run has. */
export function checkCondition(
  condition: Condition,
  runs: readonly Conditioned[],
): ClaimFault | undefined {
  const { path, value, pathOffset, valueOffset } = condition;
  if (runs.some((run) => matchesCondition(run, condition))) return undefined;
  const found = runs.flatMap((run) => findValues(run, path));
  if (found.length === 0 && !namesSetting(path)) {
    const axes = [...new Set(runs.flatMap((run) => Object.keys(run.axisValues))), 'trial'];
    const hint = askMeant(path, axes) ?? `Axes: ${axes.join(', ')}.`;
    return { offset: pathOffset, message: `there is no axis \`${path}\``, hint };
  }
  const names = [...new Set(found.map(nameValue))];
  // Another kind is no slip, however near its name: adamax is not adam.
  const isKind = kindsAt(settingsSchema, splitPath(path)).includes(value);
  const question = isKind ? undefined : askMeant(value, names);
  const hint = question ?? `There are: ${names.join(', ')}.`;
  return {
    offset: valueOffset,
    message: `no trial has \`${value}\` as its \`${path}\``,
    ...(names.length === 0 ? {} : { hint }),
  };
}

/** The shortest text that chooses a value. */
function nameValue(value: unknown): string {
  const kind = isMapping(value) ? (value['type'] ?? value['name']) : value;
  return typeof kind === 'string' ? kind : formatStableJson(value);
}
