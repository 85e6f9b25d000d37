import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '../../../scripts/project-root';
import { gradientOutput } from '../../../src/engine/tracing/graph-names';
import { TracedProgram } from '../../../src/engine/tracing/program';
import { traceFunction } from '../../../src/engine/tracing/trace-function';
import { tf } from '../../../src/model/tensorflow';
import { oraclePython } from '../../oracle-python';
import { useScratchFolder } from '../../scratch-folder';

type Tensor = import('@tensorflow/tfjs-node').Tensor;

const python = oraclePython();
const folder = useScratchFolder();

(python === undefined ? test.skip : test)(
  'a SavedModel trains on in Python as it does here (needs the test Python)',
  () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, -2, 3])));
    const program = new TracedProgram({
      variables: new Map([['w', w]]),
      optimizer: {
        settings: { type: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
        prefix: 'train/adam',
      },
      main: 'step',
    });
    const step = traceFunction({
      inputs: { x: { shape: [3], dtype: 'float32' } },
      variables: new Map([['w', w]]),
      body: ({ x }: { x: Tensor }) => {
        const difference = tf.sub(w, x);
        return { loss: tf.mean(tf.square(difference)), [gradientOutput('w')]: difference };
      },
    });
    program.defineStep('step', step);
    const feeds = [1, 2, 3, 4].map((value) => ({ x: [value, 0, -value], learningRate: [0.1] }));
    const run = ({ x, learningRate }: (typeof feeds)[number]) =>
      program.run('step', {
        x: Float32Array.from(x),
        learningRate: Float32Array.from(learningRate),
      })['loss']?.values[0];
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
    for (const [index, loss] of expected.entries()) expect(losses[index]).toBeCloseTo(loss ?? 0, 5);
  },
  120_000,
);
