import type { Operation, PaddedWindow, Weight } from '../network/operation';
import { padsOf } from '../network/operation';
import type { PageOperation } from './forward-pass';

/** An operation as the page holds it: weights in base64, float32 little-endian. */
export type StoredOperation = Omit<PageOperation, 'weights'> & {
  readonly weights: Readonly<Record<string, string>>;
};

/** Describes operations for a page; what reads it is the page's own script. */
export function storeOperations(operations: readonly Operation[]): StoredOperation[] {
  return operations.map((operation) => {
    const { kind, inputShape, outputShape } = operation;
    return {
      kind,
      inputShape,
      outputShape,
      ...('window' in operation && { window: describeWindow(operation.window, inputShape) }),
      ...('activation' in operation && { activation: operation.activation }),
      ...('epsilon' in operation && { epsilon: operation.epsilon }),
      weights: Object.fromEntries(
        Object.entries(listWeights(operation)).map(([name, values]) => [name, encode(values)]),
      ),
    };
  });
}

/** What the page's script makes of it. */
export function restoreOperations(operations: readonly StoredOperation[]): PageOperation[] {
  return operations.map((operation) => ({
    ...operation,
    weights: Object.fromEntries(
      Object.entries(operation.weights).map(([name, text]) => {
        const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
        return [name, new Float32Array(bytes.buffer)];
      }),
    ),
  }));
}

function listWeights(operation: Operation): Record<string, Float32Array> {
  switch (operation.kind) {
    case 'rescale': {
      const { scale, offset } = operation;
      return { scale: Float32Array.from(scale), offset: Float32Array.from(offset) };
    }
    case 'convolution':
    case 'depthwiseConvolution':
    case 'dense':
      return valuesOf({ kernel: operation.kernel, bias: operation.bias });
    case 'batchNorm': {
      const { gamma, beta, mean, variance } = operation;
      return valuesOf({ gamma, beta, mean, variance });
    }
    case 'layerNorm':
      return valuesOf({ gamma: operation.gamma, beta: operation.beta });
    default:
      return {};
  }
}

function valuesOf(
  weights: Readonly<Record<string, Weight | undefined>>,
): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(weights).flatMap(([name, weight]) =>
      weight === undefined ? [] : [[name, weight.values]],
    ),
  );
}

function encode(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

function describeWindow(window: PaddedWindow, [height = 1, width = 1]: readonly number[]) {
  const [top] = padsOf(window, height);
  const [left] = padsOf(window, width);
  return { size: window.size, strides: window.strides, top, left };
}
