import { declareExperiment } from '../../src/records/declare-experiment';
import { EventWriter } from '../../src/records/events/event-writer';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { writeSessionEnd, writeSessionStart } from '../../src/records/session-files';
import { describeTensor } from '../../src/records/summaries/describe-tensor';
import { buildTensorSummaries } from '../../src/records/summaries/histogram';
import { tabulateHyperparameters } from '../../src/records/summaries/hyperparameter-columns';
import { buildImages, type Image } from '../../src/records/summaries/image';
import { buildPrCurve, countPrCurve } from '../../src/records/summaries/pr-curve';
import { buildScalar } from '../../src/records/summaries/scalar';
import { buildScalarLayout } from '../../src/records/summaries/scalar-layout';
import { buildText } from '../../src/records/summaries/text';
import { encodeGraph } from './encode-graph';

/** A tag of every kind of value that a histogram can meet. */
export const tensors: Readonly<Record<string, Float32Array>> = {
  'weights/fc1': Float32Array.from({ length: 1000 }, (_, index) => Math.sin(index)),
  'biases/fc1': new Float32Array(64).fill(0.1),
  'activations/fc1': Float32Array.of(0, Number.NaN, 1, Number.POSITIVE_INFINITY),
};

/** A gradient with one coloured corner. */
export const image: Image = {
  width: 4,
  height: 3,
  channels: 3,
  pixels: Uint8Array.from({ length: 36 }, (_, index) => index * 7),
};

/** Class ids and probabilities, `[4, 2]`. */
export const predictions = {
  labels: Uint8Array.of(0, 1, 1, 0),
  probabilities: Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0.7, 0.3),
};

/** The loss of a run at a step: what float32 rounds is seen in the answers. */
export function lossAt(step: number): number {
  return 1 / (3 * step);
}

const trials = [
  { optimizer: { type: 'adam', learningRate: 0.001 }, 'model.batchNorm': true },
  { optimizer: { type: 'sgd', learningRate: 0.1 }, 'model.batchNorm': false },
];

/**
 * Writes a small experiment as runs would: `adam-s0` was killed behind step 4 and went on behind
 * step 2, `adam-s1` failed and then succeeded, `sgd-s0` diverged, `sgd-s1` was stopped.
 */
export function writeSampleExperiment(folder: string): void {
  const directory = new ExperimentDirectory(folder);
  const { columns, rows } = tabulateHyperparameters(trials);
  directory.prepare();
  declareExperiment(directory, ['adam-s0'], {
    name: 'sample',
    description: 'Does Adam beat SGD?',
    columns,
    metrics: [{ tag: 'accuracy/test', displayName: 'test accuracy', split: 'validation' }],
  });
  const begin = (name: string, trial: number): string => {
    const run = directory.run(name);
    run.prepare();
    const groupName = trial === 0 ? 'adam' : 'sgd';
    const hyperparameters = rows[trial] ?? {};
    writeSessionStart(run.events, { hyperparameters, groupName, startedAtMs: 1_700_000_000_000 });
    return run.events;
  };

  const resumed = begin('adam-s0', 0);
  const attempt = EventWriter.open(resumed, 0);
  writeDescription(attempt);
  writeSteps(attempt, [1, 2, 3, 4], 0.9);
  attempt.close();
  begin('adam-s0', 0);
  const next = EventWriter.open(resumed, 3);
  writeSteps(next, [3, 4, 5], 0.9);
  next.close();
  writeSessionEnd(resumed, { outcome: 'success', endedAtMs: 1_700_000_060_000 });

  const repeated = begin('adam-s1', 0);
  writeSessionEnd(repeated, { outcome: 'failure', endedAtMs: 1_700_000_060_000 });
  begin('adam-s1', 0);
  const writer = EventWriter.open(repeated, 0);
  writeSteps(writer, [1], 0.7);
  writer.close();
  writeSessionEnd(repeated, { outcome: 'success', endedAtMs: 1_700_000_060_000 });

  const diverged = begin('sgd-s0', 1);
  const other = EventWriter.open(diverged, 0);
  writeSteps(other, [1], 0.1);
  other.close();
  writeSessionEnd(diverged, { outcome: 'failure', endedAtMs: 1_700_000_060_000 });

  const stopped = EventWriter.open(begin('sgd-s1', 1), 0);
  writeSteps(stopped, [1], 0.1);
  stopped.close();
}

function writeSteps(writer: EventWriter, steps: readonly number[], accuracy: number): void {
  for (const step of steps) {
    writer.writeSummaries(step, [
      buildScalar('loss/train', lossAt(step)),
      buildScalar('accuracy/test', accuracy),
    ]);
  }
}

function writeDescription(writer: EventWriter): void {
  writer.writeGraph(
    encodeGraph([
      { name: 'input', op: 'Placeholder', inputs: [] },
      { name: 'fc1/MatMul', op: 'MatMul', inputs: ['input'] },
    ]),
  );
  const layout = buildScalarLayout([
    { title: 'Learning curves', charts: [{ title: 'loss', tags: ['loss/train', 'loss/test'] }] },
  ]);
  writer.writeSummaries(0, [
    layout,
    buildText('spec', '# Spec\n\n**question**: Does Adam beat SGD?'),
    buildImages('misclassified', [image, image]),
    buildPrCurve('pr/class-1', countPrCurve(predictions.labels, predictions.probabilities, 1, 5)),
    ...Object.entries(tensors).flatMap(([tag, values]) =>
      buildTensorSummaries(tag, describeTensor(values)),
    ),
  ]);
}
