import { packageVersion } from '../util/process/package-version';
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
  const output = network?.outputName ?? 'logits';
  return {
    metadata: {
      producer: `ablate ${packageVersion()}`,
      experiment,
      run: runId,
      step,
      configHash,
      input: { name: 'inputs', shape: inputShape, scale, offset, isScaledInside },
      output: { name: output, classNames },
    },
    description: `${experiment}/${runId} at step ${step}, by ablate ${packageVersion()}`,
  };
}
