import type { Source, TraceNode } from '../trace/trace';
import type { TracedFunction } from '../trace/trace-function';
import type { GraphBuilder } from './graph-builder';

/** What stands for the open ends of a traced function in a graph. */
export interface InstanceBindings {
  /** What the names of the nodes begin with: empty, or ending in `/`. */
  readonly prefix: string;
  /** The same for constants, which instances of one function share. */
  readonly constantPrefix: string;
  /** The node that gives an input. */
  input(name: string): string;
  /** The node that reads a variable. */
  readVariable(name: string): string;
}

/** A traced function in a graph. */
export interface Instance {
  /** The tensor of each output, `node` or `node:1`. */
  readonly outputs: ReadonlyMap<string, string>;
  /** The name that each node of the trace got. */
  readonly names: ReadonlyMap<TraceNode, string>;
}

/** Adds the nodes of a traced function to a graph. */
export function instantiate(
  traced: TracedFunction,
  builder: GraphBuilder,
  bindings: InstanceBindings,
): Instance {
  const names = new Map<TraceNode, string>();
  const resolve = (source: Source): string => {
    switch (source.kind) {
      case 'input':
        return bindings.input(source.name);
      case 'variable':
        return bindings.readVariable(source.name);
      case 'node': {
        const name = names.get(source.node);
        if (name === undefined) throw new Error(`${source.node.op} is used before it runs`);
        return source.output === 0 ? name : `${name}:${source.output}`;
      }
    }
  };

  for (const node of traced.nodes) {
    const inputs = node.inputs.map((input) => resolve(input.source));
    names.set(node, addNode(node, inputs, builder, bindings));
  }

  const outputs = [...traced.outputs].map(
    ([name, value]) => [name, resolve(value.source)] as const,
  );
  return { outputs: new Map(outputs), names };
}

function addNode(
  node: TraceNode,
  inputs: readonly string[],
  builder: GraphBuilder,
  { prefix, constantPrefix }: InstanceBindings,
): string {
  const name = node.scope === '' ? node.op : `${node.scope}/${node.op}`;
  const content = node.attributes['value'];
  if (node.op === 'Const' && content?.kind === 'tensor') {
    return builder.constant(`${constantPrefix}${name}`, content.value);
  }
  const shapes = node.outputs.map(({ shape }) => shape);
  return builder.add(node.op, `${prefix}${name}`, inputs, node.attributes, shapes);
}
