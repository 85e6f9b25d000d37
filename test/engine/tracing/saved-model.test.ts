import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '../../../scripts/project-root';
import { gradientOutput } from '../../../src/engine/tracing/ground/graph-names';
import { TracedProgram } from '../../../src/engine/tracing/program/program';
import { traceFunction } from '../../../src/engine/tracing/trace/trace-function';
import { buildOptimizer } from '../../../src/optimizers/optimizer';
import { optimizerSchema } from '../../../src/optimizers/registry';
import { tf } from '../../../src/tensorflow/tensorflow';
import { oraclePython } from '../../oracle-python';
import { useScratchFolder } from '../../scratch-folder';

type Tensor = import('@tensorflow/tfjs-node').Tensor;
type Tensor2D = import('@tensorflow/tfjs-node').Tensor2D;

const python = oraclePython();
const folder = useScratchFolder();

/** A loss over one variable with its gradient, and the shape of what its SavedModel is fed. */
interface Case {
  readonly shape: readonly number[];
  readonly inputShape: readonly number[];
  step(w: Tensor, x: Tensor): { readonly loss: Tensor; readonly gradient: Tensor };
}

const cases: Readonly<Record<string, Case>> = {
  'a vector': {
    shape: [3],
    inputShape: [3],
    step: (w, x) => {
      const gradient = tf.sub(w, x);
      return { loss: tf.mean(tf.square(gradient)), gradient };
    },
  },
  'weights that lie in pieces': {
    shape: [400, 512],
    inputShape: [64],
    step: (w, x) => {
      const inputs = tf.tile(tf.reshape(x, [64, 1]), [1, 400]);
      const product = tf.matMul(inputs as Tensor2D, w as Tensor2D);
      const gradient = tf.matMul(inputs as Tensor2D, product, true);
      return { loss: tf.mean(tf.square(product)), gradient };
    },
  },
};

(python === undefined ? test.skip : test).each(Object.keys(cases))(
  'a SavedModel trains on in Python as it does here: %s (needs the test Python)',
  (name) => {
    const { shape, inputShape, step: takeStep } = cases[name] as Case;
    const w = tf.tidy(() => tf.variable(tf.randomNormal([...shape], 0, 0.1, 'float32', 3)));
    const variables = new Map([['w', w]]);
    const program = new TracedProgram({
      variables,
      optimizer: buildOptimizer(optimizerSchema.parse('adam')),
      main: 'step',
    });
    const step = traceFunction({
      inputs: { x: { shape: inputShape, dtype: 'float32' } },
      variables,
      body: ({ x }: { x: Tensor }) => {
        const { loss, gradient } = takeStep(w, x);
        return { loss, [gradientOutput('w')]: gradient };
      },
    });
    program.defineStep('step', step);
    const count = inputShape.reduce((product, length) => product * length, 1);
    const feeds = [1, 2, 3, 4].map((value) => ({
      x: Array.from({ length: count }, (_, index) => value * ((index % 3) - 1)),
      learningRate: [0.01],
    }));
    const run = ({ x, learningRate }: (typeof feeds)[number]) =>
      program.run('step', {
        x: Float32Array.from(x),
        learningRate: Float32Array.from(learningRate),
      })['loss']?.values[0] ?? Number.NaN;
    feeds.forEach(run);
    program.writeSavedModel(folder());
    const expected = feeds.map(run);
    program.dispose();
    w.dispose();

    const script = path.join(PROJECT_ROOT, 'test', 'engine', 'tracing', 'run-saved-model.py');
    const options = { encoding: 'utf8', stdio: 'pipe' } as const;
    const output = execFileSync(python ?? '', [script, folder(), JSON.stringify(feeds)], options);
    const { losses, signatures } = JSON.parse(output) as { losses: number[]; signatures: string[] };
    expect(signatures).toContain('step');
    for (const [index, loss] of expected.entries()) {
      expect(Math.abs((losses[index] ?? Number.NaN) / loss - 1)).toBeLessThan(1e-5);
    }
  },
  120_000,
);
