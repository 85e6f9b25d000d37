import { decodeMessage } from '../../../src/records/events/messages';
import { buildHParamsExperiment } from '../../../src/records/summaries/hparams';
import { tabulateHyperparameters } from '../../../src/records/summaries/hyperparameter-columns';

/** The names of the columns as TensorBoard shows them, by their paths. */
function shownNames(trial: Readonly<Record<string, unknown>>): Record<string, string> {
  const { pluginContent } = buildHParamsExperiment({
    name: 'names',
    columns: tabulateHyperparameters([trial]).columns,
    metrics: [{ tag: 'accuracy/test', split: 'validation' }],
  });
  const { experiment } = decodeMessage('HParamsPluginData', pluginContent ?? Buffer.alloc(0)) as {
    experiment: { hparamInfos: { name: string; displayName: string }[] };
  };
  return Object.fromEntries(
    experiment.hparamInfos.map(({ name, displayName }) => [name, displayName]),
  );
}

test('columns are shown by the last part of their paths, whole where that would be two things', () => {
  expect(
    shownNames({
      optimizer: { type: 'adam', learningRate: 0.1 },
      'model.activation': { type: 'elu', alpha: 1 },
      'schedule.alpha': 2,
    }),
  ).toEqual({
    optimizer: 'optimizer',
    'optimizer.learningRate': 'learningRate',
    'model.activation': 'activation',
    'model.activation.alpha': 'model.activation.alpha',
    'schedule.alpha': 'schedule.alpha',
  });
});
