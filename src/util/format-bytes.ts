const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size as people say it, in powers of 1000: `512 B`, `1.5 MB`, `40 GB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  const isWhole = power === 0 || value >= 10;
  return `${isWhole ? Math.round(value).toLocaleString('en-US') : value.toFixed(1)} ${units[power]}`;
}
