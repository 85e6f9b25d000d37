import fs from 'node:fs';
import path from 'node:path';

/** Own code of every room; `half.ts` is what one of them imports. */
export const ownCode = {
  'half.ts': 'export const half: number = 0.5;',
  'soft-sign.ts': `
import { defineActivation } from 'ablate';
import { z } from 'zod';
import { half } from './half';

export default defineActivation({
  settings: { sharpness: z.number().positive().default(1) },
  compute: (tf, { sharpness }, x) =>
    tf.div(x, tf.add(1, tf.abs(tf.mul(2 * half * sharpness, x)))),
});`,
  'heavy-ball.ts': `
import { defineOptimizer } from 'ablate';
import { z } from 'zod';

export default defineOptimizer({
  settings: { learningRate: z.number().positive().default(0.01), keep: z.number().default(0.9) },
  buildRule: ({ keep }) => ({
    slots: { velocity: 0 },
    update({ gradient, slots, numbers }, { add, multiply }) {
      const velocity = add(multiply(slots.velocity, keep), gradient);
      return { decrement: multiply(velocity, numbers.learningRate), slots: { velocity } };
    },
  }),
});`,
  'scale.js': `
const { defineLayer } = require('ablate');

module.exports = defineLayer({
  outputShape: (_, input) => input,
  weights: (_, input) => [
    { name: 'scale', shape: [...input], role: 'gain', start: { by: 'constant', value: 1 } },
  ],
  build: (_, { tf, define }) => define((x, { weight }) => tf.mul(x, weight('scale'))),
});`,
  'quadrants.ts': `
import fs from 'node:fs';
import { defineDataset } from 'ablate';
import { z } from 'zod';

export default defineDataset({
  settings: { size: z.number().int().default(40), file: z.string() },
  fileSettings: [['file']],
  read({ size, file }, { pathOf }) {
    const shift = Number(fs.readFileSync(pathOf(file), 'utf8'));
    const draw = (start: number) => {
      const inputs = Array.from({ length: size }, (_, i) => [
        Math.sin(start + shift + i * 12.9898),
        Math.cos(start + i * 78.233),
      ]);
      return { inputs, labels: inputs.map(([x = 0, y = 0]) => (x * y > 0 ? 1 : 0)) };
    };
    return { inputShape: [2], classNames: ['unlike', 'like'], train: draw(0), test: draw(2) };
  },
});`,
} as const;

/** Writes files of own code into a folder. */
export function writeOwnCode(
  folder: string,
  files: Readonly<Record<string, string>> = ownCode,
): void {
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
}
