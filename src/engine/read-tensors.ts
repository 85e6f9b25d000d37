import type { Tensor } from '../tensorflow/types';
import type { NamedTensors, TensorData } from './engine';

/** Reads a float32 tensor. */
export function readTensor(tensor: Tensor): TensorData {
  return { shape: tensor.shape, values: tensor.dataSync<'float32'>() };
}

/** Reads float32 tensors by their names. */
export function readTensors(tensors: ReadonlyMap<string, Tensor>): NamedTensors {
  return Object.fromEntries([...tensors].map(([name, tensor]) => [name, readTensor(tensor)]));
}
