import type { FeedType } from '../../../tensorflow/data-types';

/** Shape and type of what is fed. Bytes (`uint8`) reach the function as float32. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: FeedType;
}

/** What is fed, by name. */
export type TensorSpecs = Readonly<Record<string, TensorSpec>>;

/** An input of a function in a graph. */
export interface FunctionInput extends TensorSpec {
  /** Name of the node that is fed. */
  readonly placeholder: string;
}
