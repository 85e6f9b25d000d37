import type { Option } from './option';
import { readValue } from './option-kinds';

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** An option that takes a duration: `90s`, `55m`, `1h30m`. Its value is in milliseconds. */
export function durationOption(describe: string): Option<number | undefined> {
  return {
    declaration: { type: 'string', requiresArg: true, describe },
    read: (found) =>
      readValue(found, (one) => {
        if (one === undefined) return { value: undefined };
        const value = typeof one === 'string' ? parseDurationMs(one) : undefined;
        return value === undefined
          ? { complaint: 'takes a duration such as 90s, 55m or 1h30m' }
          : { value };
      }),
  };
}

/** Parses a duration; undefined where the text is none. */
export function parseDurationMs(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?[smhd])+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/([\d.]+)([smhd])/g)];
  const total = parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit] ?? 0),
    0,
  );
  return total > 0 ? total : undefined;
}
