import { restoreOperations, storeOperations } from '../../../src/export/page/describe-page';
import { runNetwork } from '../../../src/export/page/forward-pass';
import { readTrainedNetwork } from '../../../src/export/read-trained-model';
import { useScratchFolder } from '../../scratch-folder';
import { pointsSpec, sampleModels, specOf } from '../sample-models';
import { writeTrainedRun } from '../trained-run';

const scratch = useScratchFolder();
const specs = [
  ...(Object.keys(sampleModels) as (keyof typeof sampleModels)[]).map(
    (name) => [name, specOf(name)] as const,
  ),
  ['points', pointsSpec] as const,
];

test.each(specs)('the forward pass of pages gives what Ablate gives: %s', async (_, spec) => {
  const { model, dataset, probabilities } = await writeTrainedRun(scratch(), spec);
  const { operations, outputCount } = readTrainedNetwork(model);
  const restored = restoreOperations(storeOperations(operations));
  const size = dataset.test.inputs.length / dataset.test.count;
  for (let example = 0; example < 50; example += 1) {
    const raw = dataset.test.inputs.subarray(example * size, (example + 1) * size);
    const outputs = runNetwork(restored, Float32Array.from(raw));
    for (let id = 0; id < outputCount; id += 1) {
      const expected = probabilities[example * outputCount + id] ?? Number.NaN;
      expect(Math.abs((outputs[id] ?? Number.NaN) - expected)).toBeLessThan(1e-5);
    }
  }
});
