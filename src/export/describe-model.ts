import { packageVersion } from '../util/process/package-version';
import type { FeatureInput } from './network/feature-inputs';
import type { TrainedModel, TrainedNetwork } from './read-trained-model';

/** What programs are told of an exported model. */
export interface ExportedMetadata {
  readonly producer: string;
  readonly experiment: string;
  readonly run: string;
  readonly step: number;
  readonly configHash: string;
  readonly input: {
    readonly name: string;
    /** Of one example, channels last. */
    readonly shape: readonly number[];
    /** What the network sees is `raw * scale + offset`. */
    readonly scale: number | readonly number[];
    readonly offset: number | readonly number[];
    /** Whether the model scales by itself, so that it takes raw inputs. */
    readonly isScaledInside: boolean;
    /** What each input is, where they are columns of a table: `age`, or `sex=male` for a category. */
    readonly names?: readonly string[];
  };
  readonly output: { readonly name: string; readonly classNames: readonly string[] };
}

/** Describes an exported model, for programs and in a sentence. */
export function describeModel(
  { config, metadata, step }: TrainedModel,
  network: TrainedNetwork | undefined,
): { readonly metadata: ExportedMetadata; readonly description: string } {
  const { experiment, runId, configHash } = config;
  const { inputShape, scale, offset, classNames } = metadata;
  const isScaledInside = network !== undefined;
  const features = network?.features ?? [];
  const output = network?.outputName ?? 'logits';
  return {
    metadata: {
      producer: `ablate ${packageVersion()}`,
      experiment,
      run: runId,
      step,
      configHash,
      input: {
        name: 'inputs',
        shape: inputShape,
        scale: network === undefined ? scale : oneOrAll(network.scale),
        offset: network === undefined ? offset : oneOrAll(network.offset),
        isScaledInside,
        ...(features.length > 0 && { names: features.map(nameInput) }),
      },
      output: { name: output, classNames },
    },
    description: `${experiment}/${runId} at step ${step}, by ablate ${packageVersion()}`,
  };
}

/** `age` for a number, `sex=male` for a category. */
export function nameInput({ name, category }: FeatureInput): string {
  return category === undefined ? name : `${name}=${category}`;
}

function oneOrAll(values: readonly number[]): number | readonly number[] {
  return values.length === 1 ? (values[0] ?? 1) : values;
}
