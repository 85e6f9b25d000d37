import type { Image } from '../../records/summaries/image';
import { glyphOf, glyphSize } from './pixel-font';

/** Red, green and blue, 0 to 255. */
export type Color = readonly [number, number, number];

/** Colours that all pictures share. */
export const colors = {
  paper: [255, 255, 255],
  ink: [40, 40, 40],
  faint: [150, 150, 150],
  wrong: [178, 24, 43],
} as const satisfies Record<string, Color>;

/** A picture to draw on, in RGB. */
export class Canvas {
  private readonly pixels: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.pixels = new Uint8Array(width * height * 3).fill(255);
  }

  /** Colours one pixel; what lies outside is left out. */
  set(x: number, y: number, color: Color): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.fill(x, y, 1, 1, color);
  }

  /** Fills a rectangle; what lies outside is left out. */
  fill(left: number, top: number, width: number, height: number, [r, g, b]: Color): void {
    const { pixels } = this;
    const right = Math.min(left + width, this.width);
    const bottom = Math.min(top + height, this.height);
    for (let y = Math.max(0, top); y < bottom; y += 1) {
      let at = (y * this.width + Math.max(0, left)) * 3;
      for (let x = Math.max(0, left); x < right; x += 1) {
        pixels[at] = r;
        pixels[at + 1] = g;
        pixels[at + 2] = b;
        at += 3;
      }
    }
  }

  /** Fills a disc with a rim in another colour. */
  disc(centerX: number, centerY: number, radius: number, color: Color, rim: Color): void {
    for (let y = -radius; y <= radius; y += 1) {
      for (let x = -radius; x <= radius; x += 1) {
        const distance = Math.hypot(x, y);
        if (distance > radius + 0.3) continue;
        this.set(centerX + x, centerY + y, distance > radius - 1 ? rim : color);
      }
    }
  }

  /** Writes a text with its top left corner at a place. */
  write(text: string, left: number, top: number, color: Color, scale = 1): void {
    const advance = (glyphSize.width + 1) * scale;
    for (const [index, character] of [...text].entries()) {
      for (const [row, bits] of glyphOf(character).entries()) {
        for (let column = 0; column < glyphSize.width; column += 1) {
          if (((bits >> (glyphSize.width - 1 - column)) & 1) === 0) continue;
          const x = left + index * advance + column * scale;
          this.fill(x, top + row * scale, scale, scale, color);
        }
      }
    }
  }

  /** Writes a text around a point. */
  writeCentered(text: string, x: number, y: number, color: Color, scale = 1): void {
    const width = measureText(text, scale);
    const left = Math.round(x - width / 2);
    this.write(text, left, Math.round(y - (glyphSize.height * scale) / 2), color, scale);
  }

  /**
   * Draws values as grey, enlarged.
   *
   * @param valueAt 0 (black) to 1 (white) at a column and row.
   */
  drawGrey(
    left: number,
    top: number,
    size: { readonly width: number; readonly height: number; readonly scale: number },
    valueAt: (column: number, row: number) => number,
  ): void {
    const { scale } = size;
    for (let row = 0; row < size.height; row += 1) {
      for (let column = 0; column < size.width; column += 1) {
        const grey = Math.round(255 * Math.min(1, Math.max(0, valueAt(column, row))));
        this.fill(left + column * scale, top + row * scale, scale, scale, [grey, grey, grey]);
      }
    }
  }

  /** The picture as an image of summaries and files. */
  toImage(): Image {
    return { width: this.width, height: this.height, channels: 3, pixels: this.pixels };
  }
}

/** Width of a text in pixels. */
export function measureText(text: string, scale = 1): number {
  return Math.max(0, text.length * (glyphSize.width + 1) - 1) * scale;
}

/** A colour between two, `share` from 0 to 1. */
export function blend(from: Color, to: Color, share: number): Color {
  const part = (index: 0 | 1 | 2): number =>
    Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}
