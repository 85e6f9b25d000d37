import type { ActivationKind } from '../activations/activation-kind';
import type { Kind } from '../kinds/kind';
import type { OwnRoom } from '../kinds/own-kinds';
import type { LayerContext, LayerKind } from '../layers/layer-kind';
import type { OptimizerKind } from '../optimizers/optimizer-kind';
import type { Tensor } from '../tensorflow/types';
import { UserError } from '../util/user-error';
import { callOwnCode } from './own-code-fault';

/**
 * A kind of own code whose functions tell what goes wrong in them as the user's, with the place in
 * the user's file.
 */
export function guardOwnKind(room: OwnRoom, kind: Kind, file: string): Kind {
  const guarded = guardFunctions(kind, file);
  switch (room) {
    case 'activation':
      return guardActivation(guarded as ActivationKind, file);
    case 'optimizer':
      return guardOptimizer(guarded as OptimizerKind, file);
    case 'dataset':
      return guarded;
    case 'layer':
      return guardLayer(guarded as LayerKind, file);
  }
}

function guardFunctions<Value extends object>(value: Value, file: string): Value {
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => {
    if (typeof inner !== 'function') return [key, inner];
    return [key, (...given: unknown[]) => callOwnCode(file, () => inner.apply(value, given))];
  });
  return Object.fromEntries(entries) as Value;
}

function guardActivation(kind: ActivationKind, file: string): ActivationKind {
  return {
    ...kind,
    compute(tf, kernels, settings, z) {
      const given = kind.compute?.(tf, kernels, settings, z);
      checkShape(given, z.shape, 'its activation', file);
      return given as Tensor;
    },
  };
}

/** Rules are made anew for every run. */
function guardOptimizer(kind: OptimizerKind, file: string): OptimizerKind {
  return { ...kind, buildRule: (settings) => guardFunctions(kind.buildRule(settings), file) };
}

function guardLayer(kind: LayerKind, file: string): LayerKind {
  return {
    ...kind,
    build(settings, context) {
      const define: LayerContext['define'] = (compute) =>
        context.define((input, pass) => {
          const given = callOwnCode(file, () => compute(input, pass));
          const shape = kind.outputShape(settings, input.shape.slice(1));
          checkShape(given, [input.shape[0] ?? 0, ...shape], 'its layer', file);
          return given;
        });
      return kind.build(settings, { ...context, define });
    },
  };
}

function checkShape(
  given: Tensor | undefined,
  expected: readonly (number | null)[],
  what: string,
  file: string,
): void {
  const shape = given?.shape;
  const isRight =
    shape?.length === expected.length && shape.every((size, axis) => size === expected[axis]);
  if (isRight) return;
  const found = shape === undefined ? 'no tensor' : `the shape [${shape.join(', ')}]`;
  throw new UserError(`own code fails: ${what} gives ${found}, expected [${expected.join(', ')}]`, {
    hint: `In ${file}`,
  });
}
