import type { Dataset, Split } from '../datasets/dataset';
import { datasetOf } from '../datasets/registry';
import type { TrainingSession } from '../engine/engine';
import { openEngine } from '../engine/open-engine';
import { learnLogits } from '../engine/own-units';
import { requireOwnCode } from '../own-code/load-own-code';
import { readSavedModel } from '../records/read-saved-model';
import type { EngineName } from '../spec/experiment-schema';
import { countValues } from '../util/count-values';
import { UserError } from '../util/user-error';
import type { InferenceModel, InferenceReport, InferenceRequest } from './inference-request';

/** Examples that go through the network at once. */
const batchSize = 500;

/**
 * Runs a trained model in this process, which loads TensorFlow.
 *
 * @throws UserError where the data can't be had, or don't fit the model.
 */
export async function answerInference(request: InferenceRequest): Promise<InferenceReport> {
  const { model } = request;
  requireOwnCode(model.config.code);
  if (request.kind === 'predict') {
    return withSession(model, placeholderData(model), 'eager', (session) => ({
      predictions: predictInBatches(session, model, request.inputs),
    }));
  }
  const { dataset: spec, splits, sources } = request;
  const dataset = await datasetOf(spec).load(spec, model.config.seed, sources);
  refuseOtherShape(model, dataset);
  const { engine } = model.config.settings;
  // The engine of the run, for the very numbers; the reference engine's state is not what models hold.
  return withSession(model, dataset, engine === 'reference' ? 'eager' : engine, (session) => ({
    evaluation: {
      checksum: dataset.checksum,
      splits: splits.flatMap((split) => {
        const { count } = dataset[split];
        return count === 0 ? [] : [{ split, count, metrics: { ...session.evaluate(split) } }];
      }),
    },
  }));
}

function withSession<Result>(
  { config, folder }: InferenceModel,
  dataset: Dataset,
  engineName: EngineName,
  use: (session: TrainingSession) => Result,
): Result {
  const { settings, seed } = config;
  const engine = openEngine(engineName);
  const session = engine.open({
    settings: { ...settings, engine: engineName },
    seed,
    dataset,
    batchIndices: () => new Int32Array(settings.batchSize),
    learningRate: () => 0,
  });
  try {
    const { weights } = readSavedModel(folder);
    const learnt = learnLogits(Object.fromEntries(weights), dataset);
    session.restoreState({ ...session.readState(), ...learnt });
    return use(session);
  } finally {
    session.dispose();
    engine.dispose();
  }
}

function predictInBatches(
  session: TrainingSession,
  { metadata }: InferenceModel,
  inputs: Float32Array,
) {
  const size = countValues(metadata.inputShape);
  const parts: Float32Array[] = [];
  for (let start = 0; start < inputs.length; start += batchSize * size) {
    parts.push(session.predictInputs(inputs.subarray(start, start + batchSize * size)).values);
  }
  const count = inputs.length / size;
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    values.set(part, offset);
    offset += part.length;
  }
  return { outputs: values.length / Math.max(1, count), values };
}

/** A data set of a single example, where the network needs none but to know what its inputs are. */
function placeholderData({ metadata, config }: InferenceModel): Dataset {
  const { inputShape, scale, offset, classNames, targetNames } = metadata;
  const targets = targetNames && {
    names: targetNames,
    means: targetNames.map(() => 0),
    deviations: targetNames.map(() => 1),
  };
  if (typeof scale !== 'number' || typeof offset !== 'number') {
    throw new Error('Inputs are scaled one by one');
  }
  const single: Split = {
    count: 1,
    inputs: new Float32Array(countValues(inputShape)),
    labels: new Uint8Array(1),
  };
  const none: Split = { count: 0, inputs: new Float32Array(), labels: new Uint8Array() };
  const { name } = config.settings.dataset;
  return {
    ...{ name, inputShape, scale, offset, classNames, checksum: '', ...(targets && { targets }) },
    ...{ train: single, validation: none, test: none },
  };
}

function refuseOtherShape({ metadata, config }: InferenceModel, dataset: Dataset): void {
  const format = (shape: readonly number[]): string => shape.join(' x ');
  const [wanted, found] = [format(metadata.inputShape), format(dataset.inputShape)];
  if (wanted !== found) {
    throw new UserError(`${dataset.name} has inputs of ${found}, and the model takes ${wanted}`, {
      hint: `${config.runId} was trained on ${config.settings.dataset.name}.`,
    });
  }
  if (metadata.targetNames?.join() !== dataset.targets?.names.join()) {
    const nameOutputs = (names: readonly string[] | undefined): string =>
      names?.join(', ') ?? 'classes';
    throw new UserError(
      `${dataset.name} has ${nameOutputs(dataset.targets?.names)} to predict, and the model predicts ${nameOutputs(metadata.targetNames)}`,
      { hint: `${config.runId} was trained on ${config.settings.dataset.name}.` },
    );
  }
  if (metadata.classNames.length !== dataset.classNames.length) {
    throw new UserError(
      `${dataset.name} has ${dataset.classNames.length} classes, and the model tells ${metadata.classNames.length} apart`,
      { hint: `Its classes are ${metadata.classNames.join(', ')}.` },
    );
  }
}
