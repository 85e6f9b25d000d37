import { decodeMessage, encodeMessage } from '../messages';

/** A node of a graph: an operation and where its inputs come from. */
export interface GraphNode {
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

/** Encodes nodes as a GraphDef without attributes, enough for TensorBoard's graph page. */
export function encodeGraph(nodes: readonly GraphNode[]): Uint8Array {
  return encodeMessage('Graph', {
    node: nodes.map(({ name, op, inputs }) => ({ name, op, input: inputs })),
  });
}

/** Decodes the nodes of a GraphDef. */
export function parseGraph(graphDef: Uint8Array): GraphNode[] {
  // The descriptor of messages.ts fixes the shape of what the decoder returns.
  const { node } = decodeMessage('Graph', graphDef) as GraphMessage;
  return node.map(({ name = '', op = '', input }) => ({ name, op, inputs: input }));
}
