import type { DatasetFacts } from '../../datasets/dataset-facts';
import type { InitialModel } from '../initial-weights';
import { countLogits } from '../network/count-logits';
import { type PlannedLayer, planLayers } from '../network/layer-plan';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';
import { type Doubts, isDecided } from './doubts';

/** Finds where the weights of a trained model don't fit the network that is to start from them. */
export function checkInit(
  settings: RunSettings,
  facts: DatasetFacts,
  { shapes }: InitialModel,
  doubts: Doubts,
): SettingsProblem[] {
  const { init, model, loss } = settings;
  if (init === undefined || !isDecided(['model', 'dataset', 'loss'], doubts)) return [];
  const layers = planLayers(model, facts.inputShape, countLogits(loss, facts));
  const withWeights = layers.filter(({ weights }) => weights.length > 0);
  const names = withWeights.map(({ layer }) => layer.name);
  const unknown = init.layers?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    return [
      {
        path: ['init', 'layers'],
        message: `the network has no layer "${unknown}" with weights`,
        hint: `Its layers with weights: ${names.join(', ')}.`,
      },
    ];
  }
  const faults = new Map(
    withWeights.map((planned) => [planned.layer.name, findFault(planned, shapes)]),
  );
  const wanted = init.layers ?? names;
  const fault = wanted.map((name) => faults.get(name)).find((found) => found !== undefined);
  if (fault === undefined) return [];
  const fitting = names.filter((name) => faults.get(name) === undefined);
  const hint =
    fitting.length === 0
      ? 'No layer of the network fits.'
      : `Take only layers that fit: layers: [${fitting.join(', ')}]`;
  return [{ path: ['init', 'from'], message: fault, hint }];
}

/** Where a layer and the trained model differ. */
function findFault(
  { layer, weights }: PlannedLayer,
  shapes: InitialModel['shapes'],
): string | undefined {
  for (const { name, shape } of weights) {
    const weight = `${layer.name}/${name}`;
    const found = shapes.get(weight);
    if (found?.join() === shape.join()) continue;
    const there = found === undefined ? 'is not there' : `has the shape [${found.join(', ')}]`;
    return `${weight} ${there}, but the network needs [${shape.join(', ')}]`;
  }
  return undefined;
}
