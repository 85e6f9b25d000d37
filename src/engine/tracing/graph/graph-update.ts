import type { Optimizer, UpdateForm } from '../../../optimizers/optimizer';
import { dataTypes } from '../../../tensorflow/data-types';
import { attribute } from '../ground/graph-node';
import { addArithmeticUpdate } from './arithmetic-update';
import { addFusedUpdate } from './fused-update';
import type { GraphBuilder } from './graph-builder';
import { powerVariables } from './optimizer-state';
import type { UpdateRequest } from './update-request';

const float = attribute.type(dataTypes.float32);

/** How a program updates its variables: by the optimizer's fused kernel, where it has one. */
export function updateForm({ rule }: Optimizer): UpdateForm {
  return rule.kernel === undefined ? 'arithmetic' : 'fused';
}

/** Adds the updates of one step and returns, by variable, the node that changes it. */
export function addUpdates(
  builder: GraphBuilder,
  optimizer: Optimizer,
  request: UpdateRequest,
): Map<string, string> {
  const { rule, prefix } = optimizer;
  const options = { prefix, hasDecay: rule.weightDecay !== undefined };
  const changes = new Map<string, string>();
  for (const [variable, gradient] of request.gradients) {
    const target = { variable, gradient };
    const updates: [string, string][] =
      rule.kernel === undefined
        ? addArithmeticUpdate(builder, optimizer, request, target)
        : [[variable, addFusedUpdate(builder, rule.kernel, options, request, target)]];
    for (const [name, node] of updates) changes.set(name, node);
  }
  const applied = [...changes.values()].map((node) => `^${node}`);
  for (const name of powerVariables(optimizer)) {
    const inputs = [request.readVariable(name), request.input(name)];
    const next = builder.add('Mul', `${request.prefix}${name}/next`, inputs, { T: float });
    const assignment = [name, next, ...applied];
    const at = `${request.prefix}${name}/update`;
    changes.set(name, builder.add('AssignVariableOp', at, assignment, { dtype: float }));
  }
  return changes;
}
