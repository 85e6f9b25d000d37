import { tf } from '../../../tensorflow/tensorflow';
import type { Tensor } from '../../../tensorflow/types';

/** The scopes that are open, outermost first. */
let path: string[] = [];

/** The place in the model where the trace is: `conv1`, `gradients/fc1`, or empty. */
export function currentScope(): string {
  return path.join('/');
}

function runAt<Result>(scope: string[], fn: () => Result): Result {
  const before = path;
  path = scope;
  try {
    return fn();
  } finally {
    path = before;
  }
}

/** Names the nodes of what `fn` computes `<name>/...`. Does nothing outside of a trace. */
export function withScope<Result>(name: string, fn: () => Result): Result {
  return runAt([...path, name], fn);
}

/** The part of a tfjs layer that its scope wraps. */
interface CallableLayer {
  readonly name: string;
  call: (...inputs: never[]) => unknown;
}

/** Names the nodes of each layer after it for as long as `fn` runs. */
export function withLayerScopes<Result>(
  layers: readonly CallableLayer[],
  fn: () => Result,
): Result {
  const restores = layers.map((layer) => {
    const call = layer.call;
    const isOwn = Object.hasOwn(layer, 'call');
    layer.call = (...inputs) => withScope(layer.name, () => call.apply(layer, inputs));
    // `call` is usually a method of the class, which the wrapper hides as a property of the object.
    return () => (isOwn ? Reflect.set(layer, 'call', call) : Reflect.deleteProperty(layer, 'call'));
  });
  try {
    return fn();
  } finally {
    for (const restore of restores) restore();
  }
}

type InputGradients = Record<string, () => Tensor>;

/** A kernel call that tfjs remembers for backpropagation. */
interface TapeNode {
  gradient?: (outputGradients: Tensor[]) => InputGradients;
}

/** tfjs's engine, as far as its tape goes. */
interface TapeOwner {
  readonly state: { readonly activeTape: TapeNode[] };
  addTapeNode: (...node: unknown[]) => void;
}

/**
 * Names the nodes that differentiate a kernel call `gradients/<scope of the call>/...` for as long
 * as `fn` runs. tfjs has no such hook, so the tape's method is wrapped.
 */
export function withGradientScopes<Result>(fn: () => Result): Result {
  const engine = tf.engine() as unknown as TapeOwner;
  const { addTapeNode } = engine;
  engine.addTapeNode = function (this: TapeOwner, ...node) {
    addTapeNode.apply(this, node);
    const added = this.state.activeTape.at(-1);
    const gradient = added?.gradient;
    if (added === undefined || gradient === undefined) return;
    const scope = ['gradients', ...path];
    added.gradient = (outputGradients) =>
      runAt(scope, () => {
        const gradients = Object.entries(gradient(outputGradients));
        return Object.fromEntries(
          gradients.map(([name, compute]) => [name, () => runAt(scope, compute)]),
        );
      });
  };
  try {
    return fn();
  } finally {
    Reflect.deleteProperty(engine, 'addTapeNode');
  }
}
