import { dataTypes } from '../../tensorflow/data-types';

/** The element types of summary tensors, with their numbers in TensorFlow's DataType. */
export const summaryTypes = {
  float: dataTypes.float32,
  double: dataTypes.float64,
  string: dataTypes.string,
} as const;

/** How TensorBoard's loaders treat a summary (DataClass of summary.proto). */
export const dataClasses = { scalar: 1, tensor: 2, blobSequence: 3 } as const;

/** The tensor of a summary; numbers stand in `content`, row-major, strings in `strings`. */
export type SummaryTensor =
  | {
      readonly dtype: 'float' | 'double';
      readonly shape: readonly number[];
      readonly content: Float32Array | Float64Array;
    }
  | {
      readonly dtype: 'string';
      readonly shape: readonly number[];
      readonly strings: readonly Uint8Array[];
    };

/** One thing to show under one tag at one step. */
export interface Summary {
  /** Its name in TensorBoard; what stands before the first `/` groups the cards. */
  readonly tag: string;
  /** Which of TensorBoard's plugins shows it. */
  readonly plugin: string;
  readonly dataClass: keyof typeof dataClasses;
  readonly tensor: SummaryTensor;
  /** Settings of the plugin, as its own message. */
  readonly pluginContent?: Uint8Array;
  /** Markdown, shown behind the card's information button. */
  readonly description?: string;
}
