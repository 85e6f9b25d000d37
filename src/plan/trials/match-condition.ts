import type { Condition } from '../../spec/claims/claim';
import { isMapping, splitPath, valueAt } from '../../spec/settings-path';
import { parseYamlValue } from '../../spec/yaml/yaml-source';
import { formatStableJson } from '../../util/stable-json';
import type { RunConfig } from '../run-config';

/** The part of a run that conditions look at. */
export type Conditioned = Pick<RunConfig, 'trial' | 'axisValues' | 'settings'>;

/**
 * Whether a run has the value that a condition names: as its axis writes it or as it was resolved.
 * A mapping matches by its `type` or `name`, or by a mapping whose members it has, so that
 * `optimizer=adam` and `optimizer={type: sgd, learningRate: 0.1}` both choose.
 */
export function matchesCondition(run: Conditioned, { path, value }: Condition): boolean {
  return findValues(run, path).some((found) => matchesValue(found, value));
}

/** Whether a run meets all conditions. */
export function matchesAll(
  run: Conditioned,
  { conditions }: { readonly conditions: readonly Condition[] },
): boolean {
  return conditions.every((condition) => matchesCondition(run, condition));
}

/** What a run has at a path: what its axis says, and what that was resolved to. */
export function findValues(run: Conditioned, path: string): unknown[] {
  if (path === 'trial') return [run.trial];
  const written = Object.hasOwn(run.axisValues, path) ? run.axisValues[path] : undefined;
  return [written, valueAt(run.settings, splitPath(path))].filter((value) => value !== undefined);
}

function matchesValue(found: unknown, text: string): boolean {
  if (typeof found === 'string') return found === text;
  if (isMapping(found) && (found['type'] === text || found['name'] === text)) return true;
  const parsed = parseYamlValue(text);
  return parsed.ok && contains(found, parsed.value);
}

/** Whether a value is another, or a mapping that has all of the other's members. */
function contains(found: unknown, wanted: unknown): boolean {
  if (isMapping(found) && isMapping(wanted)) {
    return Object.entries(wanted).every(([key, inner]) => contains(found[key], inner));
  }
  if (isMapping(found) && typeof wanted === 'string') {
    return found['type'] === wanted || found['name'] === wanted;
  }
  if (found === undefined || typeof wanted !== typeof found) return false;
  return formatStableJson(found) === formatStableJson(wanted);
}
