import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Image } from '../../records/summaries/image';
import { drawingLibrary, fontFamily } from './drawing-library';

/**
 * Width of a figure in pixels. TensorBoard's Images page shows every picture 350 pixels wide, and
 * scales others by leaving out or doubling pixels, which spoils their text.
 */
export const figureWidth = 350;

/** Colours that all figures share. */
export const ink = {
  text: '#262626',
  faint: '#767676',
  line: '#4d4d4d',
  paper: '#ffffff',
} as const;

/** Where a text stands from its point, and how it looks. */
export interface TextStyle {
  /** Where the point lies in the text, from left to right; `center` unless told. */
  readonly align?: 'left' | 'center' | 'right';
  readonly color?: string;
  /** In pixels. */
  readonly size?: number;
  /** Read from below upwards. */
  readonly isUpright?: boolean;
}

const textSize = 11;

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A white sheet to draw a figure on. */
export class Figure {
  readonly context: SKRSContext2D;

  /** @throws UserError where the library that draws does not load. */
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.context = drawingLibrary().createCanvas(width, height).getContext('2d');
    this.fill({ left: 0, top: 0, width, height }, ink.paper);
  }

  /** Fills a rectangle. */
  fill({ left, top, width, height }: Box, color: string): void {
    this.context.fillStyle = color;
    this.context.fillRect(left, top, width, height);
  }

  /** Draws a thin line around a rectangle, just outside it. */
  frame({ left, top, width, height }: Box, color: string = ink.line): void {
    this.context.strokeStyle = color;
    this.context.lineWidth = 1;
    this.context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  }

  /** Draws a thin straight line; on whole pixels when it lies along an axis. */
  line(fromX: number, fromY: number, toX: number, toY: number, color: string = ink.line): void {
    const { context } = this;
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(Math.floor(fromX) + 0.5, Math.floor(fromY) + 0.5);
    context.lineTo(Math.floor(toX) + 0.5, Math.floor(toY) + 0.5);
    context.stroke();
  }

  /** Draws a disc with a rim. */
  disc(x: number, y: number, radius: number, color: string, rim: string = ink.paper): void {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = rim;
    context.fill();
    context.beginPath();
    context.arc(x, y, radius - 1, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
  }

  /** Writes a text at a point, which is the middle of its height. */
  write(text: string, x: number, y: number, style: TextStyle = {}): void {
    const { align = 'center', color = ink.text, size = textSize, isUpright = false } = style;
    const { context } = this;
    context.save();
    context.translate(x, y);
    if (isUpright) context.rotate(-Math.PI / 2);
    context.font = fontOf(size);
    context.textAlign = align;
    context.textBaseline = 'alphabetic';
    context.fillStyle = color;
    // Capitals and digits of the font are 0.727 of its size high.
    context.fillText(text, 0, Math.round(size * 0.36));
    context.restore();
  }

  /** Width of a text in pixels. */
  measure(text: string, size: number = textSize): number {
    this.context.font = fontOf(size);
    return this.context.measureText(text).width;
  }

  /** A text cut to a width, with an ellipsis where something is missing. */
  fit(text: string, width: number, size: number = textSize): string {
    if (this.measure(text, size) <= width) return text;
    const characters = [...text];
    while (characters.length > 1 && this.measure(`${characters.join('')}…`, size) > width) {
      characters.pop();
    }
    return `${characters.join('').trimEnd()}…`;
  }

  /** The figure as an image of summaries and files. */
  toImage(): Image {
    const { width, height } = this;
    const { data } = this.context.getImageData(0, 0, width, height);
    const pixels = new Uint8Array(width * height * 3);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      pixels[3 * pixel] = data[4 * pixel] ?? 0;
      pixels[3 * pixel + 1] = data[4 * pixel + 1] ?? 0;
      pixels[3 * pixel + 2] = data[4 * pixel + 2] ?? 0;
    }
    return { width, height, channels: 3, pixels };
  }
}

function fontOf(size: number): string {
  return `${size}px "${fontFamily}"`;
}
