/** How often something happened in simulated experiments. */
export interface Figure {
  /** What was simulated. */
  readonly subject: string;
  /** What was counted. */
  readonly event: string;
  readonly happened: number;
  readonly count: number;
  /** What the share must keep to; absent where it is only shown. */
  readonly limit?: { readonly kind: 'atMost' | 'atLeast'; readonly share: number };
  /** More to say, for people. */
  readonly note?: string;
}

/** Experiments of one kind that are simulated, and from which random stream. */
export interface SimulationOptions {
  readonly experiments: number;
  readonly seed: number;
}

/**
 * Whether a figure keeps its limit, with so many standard errors of its estimate to spare: 0 for the
 * limit itself, 3 where few experiments were simulated.
 */
export function keepsLimit({ happened, count, limit }: Figure, standardErrors: number): boolean {
  if (limit === undefined || count === 0) return true;
  const slack = standardErrors * Math.sqrt((limit.share * (1 - limit.share)) / count);
  const share = happened / count;
  return limit.kind === 'atMost' ? share <= limit.share + slack : share >= limit.share - slack;
}

/** Figures as a Markdown table. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { subject, event, happened, count, limit, note = '' } = figure;
    const share = count === 0 ? '-' : `${((100 * happened) / count).toFixed(1)} %`;
    const word = limit?.kind === 'atMost' ? 'at most' : 'at least';
    const required = limit === undefined ? '' : `${word} ${100 * limit.share} %`;
    const isKept = keepsLimit(figure, 0) ? '' : ' (missed)';
    return `| ${subject} | ${event} | ${share}${isKept} | ${required} | ${note} |`;
  });
  return ['| simulated | event | share | must be | |', '|---|---|---|---|---|', ...rows].join('\n');
}
