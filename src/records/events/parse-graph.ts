import { decodeMessage } from './messages';

/** A node as the graph page shows it: an operation and where its inputs come from. */
export interface ShownNode {
  /** What stands before a `/` is a box on TensorBoard's graph page. */
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
}

interface GraphMessage {
  readonly node: readonly {
    readonly name?: string;
    readonly op?: string;
    readonly input: readonly string[];
  }[];
}

/** Decodes the nodes of a GraphDef. */
export function parseGraph(graphDef: Uint8Array): ShownNode[] {
  // The descriptor of messages.ts fixes the shape of what the decoder returns.
  const { node } = decodeMessage('Graph', graphDef) as GraphMessage;
  return node.map(({ name = '', op = '', input }) => ({ name, op, inputs: input }));
}
