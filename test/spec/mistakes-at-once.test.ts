import fc from 'fast-check';
import { planText } from '../plan/plan-samples';
import { linesOf } from './format-problems';

/*
 * A spec with several independent mistakes has them all reported together. Each mistake is known by
 * its line, and by words that the report of no other has.
 */

/** One line or block of a spec, right and wrong, with words of each problem that the wrong one has. */
interface Part {
  readonly right: string;
  readonly wrong: readonly (readonly [text: string, ...words: string[]])[];
}

const parts: readonly Part[] = [
  { right: 'name: a', wrong: [['name: A b', 'is "A b"']] },
  {
    right: 'dataset: { name: mnist, range: [0, 1] }',
    wrong: [
      ['dataset: { name: mnst, range: [0, 1] }', 'is "mnst"'],
      ['dataset: { name: mnst, range: [0, 3], sed: 3 }', 'is "mnst"', '[0, 3]', '`sed`'],
      ['dataset: { name: mnist, trainSize: few }', 'is "few"'],
    ],
  },
  {
    right: 'model: { type: cnn, activation: relu, dropout: 0.5 }',
    wrong: [
      ['model: { type: cn, activation: rely, dropout: 5 }', '"cn"', '"rely"', 'is 5, '],
      [
        'model: { type: mlp, hidden: [0, x], activation: { type: leaky, alpha: 7 } }',
        'is 0, ',
        '"x"',
        '"leaky"',
        'is 7, ',
      ],
      ['model: { type: cnn, filters: [1, 1, 1, 1, 1, 1] }', '6 poolings are too many'],
      [
        'model: { type: layers, activaton: relu, layers: [{ type: dense, units: 3 }, { type: conv2d, filters: 3, kernelSize: 3 }] }',
        '`activaton`',
        'conv2d needs an image',
      ],
    ],
  },
  {
    right: 'optimizer: { type: adam, learningRate: 0.1 }',
    wrong: [
      ['optimizer: { type: adan, learningRate: -1, beta1: 2 }', '"adan"', 'is -1', 'is 2, '],
      ['optimizer: { type: qqq, learningRate: high, foo: 3 }', '"qqq"', '"high"', '`foo`'],
      ['optimizer: { learningRate: zero }', '`optimizer.type` is missing', '"zero"'],
    ],
  },
  {
    right: 'schedule: { type: step, every: 3 }',
    wrong: [
      ['schedule: { type: stepp, every: 0.5, factor: 9 }', '"stepp"', 'is 0.5', 'is 9, '],
      ['schedule: { type: cosine, warmupSteps: 1000 }', '`schedule.warmupSteps` is 1000'],
    ],
  },
  { right: 'steps: 100', wrong: [['steps: soon', '"soon"']] },
  {
    right: 'batchSize: 10',
    wrong: [
      ['batchSize: half', '"half"'],
      ['batchSize: 60000', '55000'],
    ],
  },
  { right: 'evaluateEvery: 10', wrong: [['evaluateEvery: never', '"never"']] },
  {
    right: 'evaluate: [test, full-train]',
    wrong: [
      ['evaluate: tests', '"tests"'],
      ['evaluate: [test, full-train, all]', '"all"'],
    ],
  },
  {
    right: 'loss: softmaxCrossEntropy',
    wrong: [['loss: binaryCrossEntropy', 'takes two classes']],
  },
  { right: 'engine: eager', wrong: [['engine: egger', '"egger"']] },
  {
    right: 'seeds: 2',
    wrong: [
      ['seeds: [1, 1]', 'a seed twice'],
      ['seeds: many', '"many"'],
    ],
  },
  {
    right: 'grid: { model.initializer: [zeros, heNormal], logEvery: [5, 6] }',
    wrong: [
      ['grid: { model.initializer: [zros, heNormal], logEvry: [5] }', '"zros"', '`logEvry`'],
      ['grid: { model.initializer: [], logEvery: [5, a] }', 'no values', '"a"'],
    ],
  },
  { right: 'claims: []', wrong: [['claims: ["mean(test/acuracy) > 0.5"]', '`test/acuracy`']] },
  {
    right: 'halving: { firstRung: 10 }',
    wrong: [['halving: { firstRung: 10, factr: 1 }', '`factr`', 'is 1, ']],
  },
];

test('every mistake of a spec is reported at once, on its line', () => {
  const choice = fc.tuple(
    ...parts.map(({ wrong }) => fc.integer({ min: -1, max: wrong.length - 1 })),
  );
  fc.assert(
    fc.property(choice, (choices) => {
      const chosen = parts.map(({ right, wrong }, index) => wrong[choices[index] ?? -1] ?? [right]);
      const text = chosen.map(([line]) => line).join('\n');
      const isWrong = (index: number) => (choices[index] ?? -1) >= 0;
      const planning = planText(text);
      const problems = planning.ok ? [] : planning.problems;
      for (const [index, [, ...words]] of chosen.entries()) {
        const own = linesOf(problems.filter(({ line }) => line === index + 1));
        const missing = words.filter((word) => !own.some((problem) => problem.includes(word)));
        // What depends on a part that is wrong itself can't be known.
        const isOpen = missing.every((word) =>
          (dependsOn[word] ?? []).some((name) =>
            isWrong(parts.findIndex(({ right }) => right.startsWith(`${name}:`))),
          ),
        );
        if (!isOpen)
          throw new Error(`line ${index + 1}: no ${missing}\n${linesOf(problems).join('\n')}`);
        if (own.length > words.length) throw new Error(`too many:\n${text}\n${own.join('\n')}`);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

/** Problems that are only seen where other parts are right. */
const dependsOn: Readonly<Record<string, readonly string[]>> = {
  '6 poolings are too many': ['dataset'],
  'conv2d needs an image': ['dataset'],
  '`schedule.warmupSteps` is 1000': ['steps'],
  '55000': ['dataset'],
  'takes two classes': ['dataset'],
};
