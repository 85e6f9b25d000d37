import type { Random } from '../../util/random';
import { digitGlyphs, type Glyph } from './digit-glyphs';
import { digitSize } from './digit-size';
import { tracePen } from './pen-path';

/** How much hands differ. Lengths without a unit are shares of the digit's height. */
const variation = {
  /** Standard deviation of each point of a stroke. */
  point: 0.032,
  heightPx: [16, 20.5],
  /** Width of the digit as a share of its height. */
  aspect: [0.55, 0.95],
  /** Standard deviations. */
  rotation: 0.12,
  shear: 0.18,
  shiftPx: 1,
  /** Largest amplitude of the waves that bend the paper. */
  wavePx: 1.1,
  /** Half the width of the pen. */
  radiusPx: [0.8, 1.8],
  /** How fast ink fades at its edge. */
  edgePx: [0.8, 1.4],
  ink: [0.75, 1],
  /** Standard deviation of the ink's noise, at most. */
  noise: 0.2,
  /** Share of images in which the pen skips. */
  skip: 0.15,
} as const;

/**
 * Draws a digit in a hand of its own: one of its forms, with moved points, slant, rotation, scale,
 * shift, bent paper, a pen of some width, uneven ink.
 *
 * @param pixels `[digitSize, digitSize]` bytes, all 0, written to: 255 is full ink
 */
export function drawDigit(digit: number, random: Random, pixels: Uint8Array): void {
  const between = ([low, high]: readonly [number, number]): number =>
    low + (high - low) * random.uniform();
  const glyph = movePoints(chooseGlyph(digit, random), random);
  const segments = tracePen(glyph);
  const place = createHand(random, between);
  const radius = between(variation.radiusPx);
  const edge = between(variation.edgePx);
  const coverage = new Float32Array(digitSize * digitSize);
  const skips = random.uniform() < variation.skip;
  for (let at = 0; at < segments.length; at += 4) {
    if (skips && random.uniform() < 0.06) continue;
    const [x1, y1] = place(segments[at] as number, segments[at + 1] as number);
    const [x2, y2] = place(segments[at + 2] as number, segments[at + 3] as number);
    drawSegment(coverage, x1, y1, x2, y2, radius, edge);
  }
  const ink = between(variation.ink);
  const noise = variation.noise * random.uniform();
  for (let at = 0; at < coverage.length; at += 1) {
    const covered = coverage[at] as number;
    if (covered === 0) continue;
    const value = covered * ink * (1 + noise * random.normal());
    pixels[at] = Math.round(255 * Math.min(Math.max(value, 0), 1));
  }
}

function chooseGlyph(digit: number, random: Random): Glyph {
  const forms = digitGlyphs[digit] ?? [];
  const total = forms.reduce((sum, { weight }) => sum + weight, 0);
  let left = total * random.uniform();
  for (const { weight, glyph } of forms) {
    left -= weight;
    if (left < 0) return glyph;
  }
  return forms[0]?.glyph ?? [];
}

/** Moves each point of a glyph a little; the two points of a corner stay together. */
function movePoints(glyph: Glyph, random: Random): Glyph {
  return glyph.map((stroke) => {
    const moved: number[] = [];
    for (let at = 0; at < stroke.length; at += 2) {
      const x = stroke[at] as number;
      const y = stroke[at + 1] as number;
      if (at > 0 && x === stroke[at - 2] && y === stroke[at - 1]) {
        moved.push(moved[at - 2] as number, moved[at - 1] as number);
      } else {
        moved.push(x + variation.point * random.normal(), y + variation.point * random.normal());
      }
    }
    return moved;
  });
}

/** Chooses how a hand writes: a map from the unit box of glyphs to pixels. */
function createHand(
  random: Random,
  between: (range: readonly [number, number]) => number,
): (x: number, y: number) => readonly [number, number] {
  const height = between(variation.heightPx);
  const width = height * between(variation.aspect);
  const angle = variation.rotation * random.normal();
  const shear = variation.shear * random.normal();
  const centerX = (digitSize - 1) / 2 + variation.shiftPx * random.normal();
  const centerY = (digitSize - 1) / 2 + variation.shiftPx * random.normal();
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const waveX = createWave(random);
  const waveY = createWave(random);
  return (x, y) => {
    const up = (y - 0.5) * height;
    const along = (x - 0.5) * width - shear * up;
    return [
      centerX + cos * along - sin * up + waveX(x, y),
      centerY + sin * along + cos * up + waveY(x, y),
    ];
  };
}

/** A smooth displacement in pixels over the unit box: a wave of random direction and phase. */
function createWave(random: Random): (x: number, y: number) => number {
  const amplitude = variation.wavePx * random.uniform();
  const direction = 2 * Math.PI * random.uniform();
  const frequency = 2 * Math.PI * (0.5 + 0.8 * random.uniform());
  const phase = 2 * Math.PI * random.uniform();
  const alongX = frequency * Math.cos(direction);
  const alongY = frequency * Math.sin(direction);
  return (x, y) => amplitude * Math.sin(alongX * x + alongY * y + phase);
}

/** Covers the pixels about a straight piece of a stroke; where strokes meet, the larger counts. */
function drawSegment(
  coverage: Float32Array,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  radius: number,
  edge: number,
): void {
  const reach = radius + edge / 2;
  const left = Math.max(0, Math.ceil(Math.min(x1, x2) - reach));
  const right = Math.min(digitSize - 1, Math.floor(Math.max(x1, x2) + reach));
  const top = Math.max(0, Math.ceil(Math.min(y1, y2) - reach));
  const bottom = Math.min(digitSize - 1, Math.floor(Math.max(y1, y2) + reach));
  const dx = x2 - x1;
  const dy = y2 - y1;
  const lengthSquared = dx * dx + dy * dy;
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const along = lengthSquared === 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / lengthSquared;
      const t = Math.min(Math.max(along, 0), 1);
      const offX = x - x1 - t * dx;
      const offY = y - y1 - t * dy;
      const distance = Math.sqrt(offX * offX + offY * offY);
      const covered = Math.min(1, (reach - distance) / edge);
      const at = y * digitSize + x;
      if (covered > (coverage[at] as number)) coverage[at] = covered;
    }
  }
}
