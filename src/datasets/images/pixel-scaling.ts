/**
 * Scale and offset that bring bytes to a range: 0 becomes its lower end and 255 its upper end, by
 * `byte * scale + offset`.
 */
export function pixelScaling(range: readonly [number, number]): {
  readonly scale: number;
  readonly offset: number;
} {
  const [low, high] = range;
  return { scale: (high - low) / 255, offset: low };
}
