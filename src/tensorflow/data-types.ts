/** TensorFlow's numbers for the data types that pass through tfjs-node (types.proto). */
export const dataTypes = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  string: 7,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  resource: 20,
} as const;

/** A data type by its name. */
export type DataType = keyof typeof dataTypes;

/** A data type that can be fed to a traced function. */
export type FeedType = 'float32' | 'int32' | 'bool' | 'uint8';

/** Values as JavaScript holds them. */
export type Values = Float32Array | Int32Array | Uint8Array;

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, uint8: Uint8Array };

/** An array of zeros for `count` values of a type; booleans and bytes take one byte each. */
export function allocateValues(type: FeedType, count: number): Values {
  return new arrays[type](count);
}

/** Whether an array holds values of a type. */
export function hasType(values: Values, type: FeedType): boolean {
  return values instanceof arrays[type];
}
