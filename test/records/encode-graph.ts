import { encodeMessage } from '../../src/records/events/messages';
import type { ShownNode } from '../../src/records/events/parse-graph';

/** Encodes nodes as a GraphDef without attributes, enough for TensorBoard's graph page. */
export function encodeGraph(nodes: readonly ShownNode[]): Uint8Array {
  return encodeMessage('Graph', {
    node: nodes.map(({ name, op, inputs }) => ({ name, op, input: inputs })),
  });
}
