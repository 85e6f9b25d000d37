import type { JsonValue } from '../../plan/run-config';
import { moduleKey } from '../../spec/own-code/own-code';

/** A value of an axis for people: `adam, learningRate 0.001` for a mapping, else as it is. */
export function formatAxisValue(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(formatAxisValue).join(', ')}]`;
  return Object.entries(value)
    .map(([key, inner]) =>
      ['type', 'name', moduleKey].includes(key)
        ? String(inner)
        : `${key} ${formatAxisValue(inner)}`,
    )
    .join(', ');
}
