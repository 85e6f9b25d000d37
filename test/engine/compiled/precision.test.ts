import { CompiledEngine } from '../../../src/engine/compiled/compiled-engine';
import type { TrainingTask } from '../../../src/engine/engine';
import { parseGraph } from '../../../src/records/events/parse-graph';
import { cpuFeatures, multipliesBfloat16 } from '../../../src/util/process/cpu-features';
import { blobs, createTask } from '../small-tasks';

const engine = new CompiledEngine();
const points = blobs([4], 3);
const images = blobs([8, 8, 1], 3);
const title = 'products in bfloat16';
const describeHere = multipliesBfloat16(cpuFeatures()) ? describe : describe.skip;

/** The same task in both precisions. */
function both(
  dataset: TrainingTask['dataset'],
  settings: Record<string, unknown>,
): [TrainingTask, TrainingTask] {
  return [
    createTask(dataset, { optimizer: 'sgd', ...settings }),
    createTask(dataset, { optimizer: 'sgd', ...settings, precision: 'bfloat16' }),
  ];
}

/** The nearest number of 8 significant bits, ties to even: what a bfloat16 holds. */
function toBfloat16(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;
  const rounded = (bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000;
  return new Float32Array(Uint32Array.of(rounded >>> 0).buffer)[0] ?? 0;
}

describeHere(title, () => {
  test('take factors of 8 bits and give numbers of 8 bits, as worked out by hand', () => {
    const [, task] = both(points, {
      model: { type: 'layers', layers: [{ type: 'dropout', rate: 0.5 }] },
    });
    const session = engine.open(task);
    const { 'logits/kernel': kernel, 'logits/bias': bias } = session.readState();
    const { values, shape } = session.predict('test');
    session.dispose();
    const { scale, offset } = points;
    const inputs = Float32Array.from(points.test.inputs, (raw) => raw * scale + offset);
    const [count = 0, classes = 0] = shape;
    for (let example = 0; example < count; example += 1) {
      const logits = Array.from({ length: classes }, (_, unit) => {
        let sum = 0;
        for (let input = 0; input < 4; input += 1) {
          const weight = kernel?.values[input * classes + unit] ?? Number.NaN;
          sum += toBfloat16(inputs[example * 4 + input] ?? 0) * toBfloat16(weight);
        }
        return toBfloat16(toBfloat16(sum) + toBfloat16(bias?.values[unit] ?? Number.NaN));
      });
      const powers = logits.map(Math.exp);
      const total = powers.reduce((a, b) => a + b);
      for (const [unit, power] of powers.entries()) {
        // The order of the sum may move a logit by the last of its 8 bits.
        expect(values[example * classes + unit]).toBeCloseTo(power / total, 2);
      }
    }
  });

  test.each([
    ['a dense network', points, { model: { type: 'mlp', hidden: [16, 8] } }],
    [
      'a convolutional network',
      images,
      { model: { type: 'cnn', filters: [4, 8], kernelSize: 3, denseUnits: 16, dropout: 0.2 } },
    ],
  ])('%s learns as in float32, up to what 8 bits leave', (_, dataset, settings) => {
    const [full, low] = both(dataset, {
      ...settings,
      optimizer: { type: 'adam', learningRate: 0.01 },
    });
    const [inFull, inLow] = [engine.open(full), engine.open(low)];
    const [expected, losses] = [inFull.train(1, 40), inLow.train(1, 40)];
    expect(losses).not.toEqual(expected);
    expect(Math.abs((losses[0] ?? 0) / (expected[0] ?? 0) - 1)).toBeLessThan(0.02);
    for (const [step, loss] of expected.entries()) {
      expect(Math.abs((losses[step] ?? Number.NaN) - loss)).toBeLessThan(0.2 * Math.max(0.3, loss));
    }
    const state = inLow.readState();
    const stays = Object.values(state).some(({ values }) =>
      values.some((value) => value !== toBfloat16(value)),
    );
    expect(stays).toBe(true);
    inFull.dispose();
    inLow.dispose();
  });

  test('hold gradients to 4 % of the largest', () => {
    const [full, low] = both(points, {
      model: { type: 'mlp', hidden: [16, 8], activation: 'tanh' },
    });
    const indices = Int32Array.from({ length: 20 }, (_, index) => index);
    const [expected, actual] = [full, low].map((task) => {
      const session = engine.open(task);
      const { gradients } = session.observe(['gradients'], indices);
      session.dispose();
      return gradients ?? {};
    });
    for (const [name, { values }] of Object.entries(expected ?? {})) {
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (const [index, value] of values.entries()) {
        const difference = Math.abs((actual?.[name]?.values[index] ?? Number.NaN) - value);
        expect(difference).toBeLessThan(0.04 * largest + 1e-6);
      }
    }
  });

  test('repeat bit for bit, in groups of steps as alone', () => {
    const [, low] = both(points, { model: { type: 'mlp', hidden: [16] } });
    const [one, other] = [engine.open(low), engine.open(low)];
    const together = one.train(1, 12);
    const alone = Float32Array.from(
      { length: 12 },
      (_, step) => other.train(step + 1, step + 1)[0] ?? 0,
    );
    expect(alone).toEqual(together);
    expect(one.readState()).toEqual(other.readState());
    one.dispose();
    other.dispose();
  });

  test('read every weight through a cast', () => {
    const [full, low] = both(images, {
      model: { type: 'cnn', filters: [3, 4], kernelSize: 3, denseUnits: 12, dropout: 0.4 },
    });
    const [inFull, inLow] = [full, low].map((task) => {
      const session = engine.open(task);
      const nodes = parseGraph(session.graph() ?? new Uint8Array());
      session.dispose();
      const byName = new Map(nodes.map((node) => [node.name, node]));
      const products = nodes.filter(({ op }) => /^(MatMul|Conv2D)/.test(op));
      return products.flatMap(({ inputs }) =>
        inputs.map((input) => byName.get(input.replace(/:\d+$/, ''))?.op),
      );
    });
    expect(inFull).toContain('ReadVariableOp');
    expect(inLow).toContain('Cast');
    expect(inLow).not.toContain('ReadVariableOp');
  });
});
