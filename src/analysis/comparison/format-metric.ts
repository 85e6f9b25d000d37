import type { AgainstBest } from '../statistics/best/compare-with-best';
import type { Interval } from '../statistics/estimate-mean';

/** An accuracy with four digits behind the point: `0.9876`. */
export function formatAccuracy(accuracy: number): string {
  return accuracy.toFixed(4);
}

/** A loss with four significant digits: `0.01234`, `2.303`, `1.2e-7`. */
export function formatLoss(loss: number): string {
  if (loss !== 0 && Math.abs(loss) < 1e-4) return loss.toExponential(1);
  return String(Number(loss.toPrecision(4)));
}

/** A metric of a spec by its name: `test/accuracy`, `test/loss`. Shares of 1 have four digits. */
export function formatMetric(name: string, value: number): string {
  return /\/(accuracy|r2)$/.test(name) ? formatAccuracy(value) : formatLoss(value);
}

/** A difference of two values of a metric, always with its sign: `+0.0123`, `-0.5`. */
export function formatDifference(name: string, difference: number): string {
  const text = formatMetric(name, difference);
  return difference < 0 ? text : `+${text}`;
}

/** A smallest difference of interest: `0.2 points` of an accuracy, else a number. */
export function formatMargin(name: string, margin: number): string {
  if (!name.endsWith('/accuracy')) return formatLoss(margin);
  return `${Number((100 * margin).toPrecision(4))} points`;
}

/** `0.9577 to 0.9667` */
export function formatInterval({ low, high }: Interval, format: (value: number) => string): string {
  return `${format(low)} to ${format(high)}`;
}

/** `-0.0123 (-0.0200 to -0.0046)`; empty without a difference. */
export function formatGap(
  name: string,
  { difference, interval }: Pick<AgainstBest, 'difference' | 'interval'>,
): string {
  if (difference === undefined) return '';
  const show = (value: number): string => formatDifference(name, value);
  if (interval === undefined) return show(difference);
  return `${show(difference)} (${formatInterval(interval, show)})`;
}
