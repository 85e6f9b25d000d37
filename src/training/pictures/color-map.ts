/** Red, green and blue, 0 to 255. */
export type Color = readonly [number, number, number];

/** A colour for every share from 0 to 1. */
export type ColorMap = (share: number) => Color;

/**
 * The color maps of all figures, from ColorBrewer 2.0 (Brewer and Harrower), whose lightness follows
 * the value evenly and which people read who don't tell red from green.
 */
export const colorMaps = {
  /** From none to all. */
  blues: between('ffffff', 'deebf7', 'c6dbef', '9ecae1', '6baed6', '4292c6', '2171b5', '08519c'),
  /** The same for what is not wanted. */
  reds: between('ffffff', 'fee0d2', 'fcbba1', 'fc9272', 'fb6a4a', 'ef3b2c', 'cb181d', 'a50f15'),
  /** From negative through zero to positive: blue, white, red. */
  signed: between(
    '053061',
    '2166ac',
    '4393c3',
    '92c5de',
    'd1e5f0',
    'f7f7f7',
    'fddbc7',
    'f4a582',
    'd6604d',
    'b2182b',
    '67001f',
  ),
  /** From one class through doubt to the other: orange, white, purple. */
  sides: between('f1a340', 'f8bf7c', 'fee0b6', 'f7f7f7', 'd8daeb', 'b8b2d6', '998ec3'),
} as const;

/** The color as CSS writes it. */
export function toCss([red, green, blue]: Color): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Whether white text is read better on a color than black text. */
export function isDark([red, green, blue]: Color): boolean {
  // Luma of Rec. 601.
  return 0.299 * red + 0.587 * green + 0.114 * blue < 140;
}

function between(...stops: readonly string[]): ColorMap {
  const colors = stops.map(parseColor);
  return (share) => {
    const place = Math.min(1, Math.max(0, share)) * (colors.length - 1);
    const index = Math.min(Math.floor(place), colors.length - 2);
    const [from, to] = [colors[index], colors[index + 1]];
    if (from === undefined || to === undefined) throw new Error('A color map needs two colors');
    return blend(from, to, place - index);
  };
}

/** A color between two, `share` from 0 to 1. */
export function blend(from: Color, to: Color, share: number): Color {
  const part = (index: 0 | 1 | 2): number =>
    Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

function parseColor(hex: string): Color {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}
