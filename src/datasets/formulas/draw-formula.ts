import { createRandom, type Random } from '../../util/random';
import { deriveSeed } from '../../util/seed';
import type { Dataset, Split, SplitName } from '../dataset';
import { checksumOfSplits } from '../dataset-checksum';
import { describeTargets, learnTargets } from '../targets/describe-targets';
import type { TargetFacts } from '../targets/targets';
import type { Formula, FormulaDatasetSpec } from './formula-settings';

const targetNames: readonly string[] = ['y'];

/** Draws inputs uniformly, and normal noise on the values of a formula. */
export function drawFormula(spec: FormulaDatasetSpec, runSeed: number, formula: Formula): Dataset {
  const seed = spec.seed ?? runSeed;
  const draw = (split: SplitName, count: number): Split =>
    drawSplit(
      createRandom(deriveSeed(seed, `dataset/${spec.name}/${split}`)),
      count,
      spec,
      formula,
    );
  const train = draw('train', spec.size);
  const validation = draw('validation', spec.validation);
  const test = draw('test', spec.testSize);
  return {
    name: spec.name,
    inputShape: [formula.inputCount],
    classNames: [],
    targets: learnTargets(train.labels, targetNames, spec.standardizeTarget),
    scale: 1,
    offset: 0,
    train,
    validation,
    test,
    checksum: checksumOfSplits(spec, [train, validation, test]),
  };
}

/** Examples by which a formula is described: runs that draw their own differ from them by chance. */
const describedCount = 10_000;

/** What is known of the targets of a formula before any are drawn for a run. */
export function describeFormula(
  settings: Pick<FormulaDatasetSpec, 'noise' | 'standardizeTarget'>,
  formula: Formula,
): TargetFacts {
  const random = createRandom(deriveSeed(0, 'dataset/formula'));
  const { labels } = drawSplit(random, describedCount, settings, formula);
  return describeTargets(labels, targetNames, settings.standardizeTarget);
}

function drawSplit(
  random: Random,
  count: number,
  { noise }: Pick<FormulaDatasetSpec, 'noise'>,
  { inputCount, range: [low, high], valueAt }: Formula,
): Split {
  const inputs = new Float32Array(count * inputCount);
  const labels = new Float32Array(count);
  for (let example = 0; example < count; example += 1) {
    const drawn = Array.from({ length: inputCount }, () => low + (high - low) * random.uniform());
    inputs.set(drawn, example * inputCount);
    labels[example] = valueAt(drawn) + noise * random.normal();
  }
  return { count, inputs, labels };
}
