import { type DataType, dataTypes, type Values } from './data-types';
import { tf } from './tensorflow';
import type { Tensor } from './types';

/** An attribute as tfjs-node's kernels hand it to the addon. */
export interface NativeAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** What the addon says of a tensor that it made. */
export interface NativeTensor {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** tfjs-node's addon: every kernel it runs and all data it takes go through these calls. */
export interface NativeBinding {
  executeOp(
    op: string,
    attributes: readonly NativeAttribute[],
    inputIds: readonly number[],
    outputCount: number,
  ): NativeTensor[];
  createTensor(shape: readonly number[], dtype: number, values: unknown): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Values;
  loadSavedModel(folder: string, tags: string): number;
  runSavedModel(
    sessionId: number,
    inputIds: readonly number[],
    inputNames: string,
    outputNames: string,
  ): NativeTensor[];
  deleteSavedModel(sessionId: number): void;
  getNumOfTensors(): number;
  getNumOfSavedModels(): number;
  readonly TF_Version: string;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
}

/** tfjs-node's backend, as far as tracing needs it. */
export interface NativeBackend {
  binding: NativeBinding;
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  createOutputTensor(tensor: NativeTensor): Tensor;
}

/** The backend that tfjs runs on; throws when it is not tfjs-node's. */
export function nativeBackend(): NativeBackend {
  const backend = tf.backend() as unknown as Partial<NativeBackend>;
  if (backend.binding === undefined || backend.getInputTensorIds === undefined) {
    throw new Error(`tfjs runs on "${tf.getBackend()}", where there is no native TensorFlow`);
  }
  return backend as NativeBackend;
}

/** The attribute of a kernel that names a data type. */
export function typeAttribute(name: string, type: DataType): NativeAttribute {
  return { name, type: nativeBackend().binding.TF_ATTR_TYPE, value: dataTypes[type] };
}

/** The addon's number for a tensor, whose values are handed over if they were still in JavaScript. */
export function nativeId(tensor: Tensor): number {
  const [id] = nativeBackend().getInputTensorIds([tensor]);
  if (id === undefined) throw new Error('The tensor has no native id');
  return id;
}
