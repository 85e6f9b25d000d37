import { formatStableJson } from '../../util/stable-json';
import { isMapping } from '../settings-path';

/**
 * Whether an axis value is the one that a condition of `sample` names: the value itself, a mapping
 * by its `type` or `name` (`adam` is Adam at any learning rate), a mapping by some of its members,
 * or any of a list.
 */
export function namesAxisValue(named: unknown, value: unknown): boolean {
  if (formatStableJson(named) === formatStableJson(value)) return true;
  if (Array.isArray(named)) return named.some((one) => namesAxisValue(one, value));
  if (typeof named === 'string' && isMapping(value)) {
    return value['type'] === named || value['name'] === named;
  }
  if (isMapping(named) && typeof value === 'string') {
    return Object.keys(named).length === 1 && (named['type'] ?? named['name']) === value;
  }
  if (!isMapping(named) || !isMapping(value)) return false;
  return Object.entries(named).every(
    ([key, inner]) => Object.hasOwn(value, key) && namesAxisValue(inner, value[key]),
  );
}
