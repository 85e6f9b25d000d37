import { resolveDatasetSources } from '../datasets/dataset-sources';
import { datasetOf } from '../datasets/registry';
import type { RunConfig } from '../plan/run-config';
import { type ModelMetadata, readModelMetadata } from '../records/model-metadata';
import { readSavedModel } from '../records/read-saved-model';
import type { RunDirectory } from '../records/run-directory';
import type { RunFile } from '../records/run-file';
import { readStatus } from '../records/status';
import { isThere } from '../util/files/is-there';
import { commandFor } from '../util/process/command-for';
import { UserError } from '../util/user-error';
import { type FeatureInput, listFeatureInputs } from './network/feature-inputs';
import { addOutputs, addScaling } from './network/finish-network';
import { lowerLayers } from './network/lower-layers';
import type { Operation } from './network/operation';

/** The model of a run that came to its end. */
export interface TrainedModel {
  readonly config: RunConfig;
  readonly directory: RunDirectory;
  readonly metadata: ModelMetadata;
  /** The step whose weights it has. */
  readonly step: number;
}

/** A trained model as operations, from inputs as the data set has them to what is asked of it. */
export interface TrainedNetwork {
  readonly operations: readonly Operation[];
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** Raw inputs were brought to what the network sees by these: one for all, or one for each. */
  readonly scale: readonly number[];
  readonly offset: readonly number[];
  /** What each input is, of a model of tables. */
  readonly features: readonly FeatureInput[];
  readonly outputName: 'probabilities' | 'values';
  readonly outputCount: number;
}

/**
 * Finds the model of a run, and what is known of its inputs and outputs.
 *
 * @param options.dataDir where its data are, for a run of a version that did not record it.
 * @throws UserError where the run has no model.
 */
export async function readTrainedModel(
  { config }: Pick<RunFile, 'config'>,
  directory: RunDirectory,
  { dataDir }: { readonly dataDir?: string | undefined } = {},
): Promise<TrainedModel> {
  const status = readStatus(directory.statusFile);
  if (status.state !== 'completed' || !isThere(directory.model)) {
    throw new UserError(`${config.runId} has no trained model: it is ${status.state}`, {
      hint: `Runs that come to their end have one. How runs stand: ${commandFor('status', config.experiment)}`,
    });
  }
  const step = status.bestStep ?? status.step;
  return { config, directory, metadata: await describeData(config, directory, dataDir), step };
}

/** Reads the network of a model; throws a UserError where a layer is not known. */
export function readTrainedNetwork({ config, directory, metadata }: TrainedModel): TrainedNetwork {
  const lowered = lowerLayers(readSavedModel(directory.model));
  const { name, operations } = addOutputs(lowered, config.settings.loss.type);
  const features = listFeatureInputs(config.data?.facts.features ?? []);
  const { scale, offset } = chooseScaling(metadata, features);
  return {
    operations: addScaling(operations, scale, offset),
    scale,
    offset,
    features,
    inputShape: lowered[0]?.inputShape ?? metadata.inputShape,
    outputName: name,
    outputCount: operations.at(-1)?.outputShape[0] ?? 1,
  };
}

/** Tables are brought to mean 0 and standard deviation 1 as they are read, column by column. */
function chooseScaling(
  { scale, offset, inputShape }: ModelMetadata,
  features: readonly FeatureInput[],
): { readonly scale: readonly number[]; readonly offset: readonly number[] } {
  const isPlain = features.every((input) => input.scale === 1 && input.offset === 0);
  if (isPlain) return { scale: [scale].flat(), offset: [offset].flat() };
  if (inputShape.length === 1) {
    return { scale: features.map((one) => one.scale), offset: features.map((one) => one.offset) };
  }
  throw new UserError('Columns that are standardized one by one were laid out as images', {
    hint: 'A model of `standardize: false` can be written in all formats; this one as tfjs only.',
  });
}

async function describeData(
  { settings: { dataset }, seed, data }: RunConfig,
  directory: RunDirectory,
  dataDir: string | undefined,
): Promise<ModelMetadata> {
  const recorded = readModelMetadata(directory);
  if (recorded.state === 'sound') return recorded.value;
  const sources = {
    ...resolveDatasetSources({ dataDir, download: false }),
    ...(data && { files: data.files }),
  };
  const { inputShape, scale, offset, classNames } = await datasetOf(dataset).load(
    dataset,
    seed,
    sources,
  );
  return { inputShape: [...inputShape], scale, offset, classNames: [...classNames] };
}
