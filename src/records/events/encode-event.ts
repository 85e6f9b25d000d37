import { dataClasses, type Summary, type SummaryTensor, summaryTypes } from '../summaries/summary';
import { encodeMessage } from './messages';

/** What one event of a file says. */
export type EventContent =
  /** The first record of every file. */
  | { readonly kind: 'fileVersion' }
  /** An attempt begins: of earlier attempts, only what lies before this step counts. */
  | { readonly kind: 'start' }
  | { readonly kind: 'summaries'; readonly summaries: readonly Summary[] }
  /** A serialized GraphDef. */
  | { readonly kind: 'graph'; readonly graphDef: Uint8Array };

/** The format of event files that all current readers know. */
const fileVersion = 'brain.Event:2';
const sessionStart = 1;

/** Encodes an event; `wallTimeMs` counts from 1970. */
export function encodeEvent(step: number, wallTimeMs: number, content: EventContent): Uint8Array {
  const wallTime = wallTimeMs / 1000;
  switch (content.kind) {
    case 'fileVersion':
      return encodeMessage('Event', {
        wallTime,
        fileVersion,
        sourceMetadata: { writer: 'ablate' },
      });
    case 'start':
      return encodeMessage('Event', { wallTime, step, sessionLog: { status: sessionStart } });
    case 'summaries':
      return encodeMessage('Event', {
        wallTime,
        step,
        summary: { value: content.summaries.map(toValueMessage) },
      });
    case 'graph':
      return encodeMessage('Event', { wallTime, step, graphDef: content.graphDef });
  }
}

function toValueMessage(summary: Summary): object {
  const { tag, plugin, pluginContent, dataClass, description } = summary;
  return {
    tag,
    tensor: toTensorMessage(summary.tensor),
    metadata: {
      pluginData: {
        pluginName: plugin,
        ...(pluginContent !== undefined && { content: pluginContent }),
      },
      ...(description !== undefined && { summaryDescription: description }),
      dataClass: dataClasses[dataClass],
    },
  };
}

function toTensorMessage(tensor: SummaryTensor): object {
  const message = {
    dtype: summaryTypes[tensor.dtype],
    tensorShape: { dim: tensor.shape.map((size) => ({ size })) },
  };
  if (tensor.dtype === 'string') return { ...message, stringVal: tensor.strings };
  const { buffer, byteOffset, byteLength } = tensor.content;
  if (byteLength === 0) return message;
  return { ...message, tensorContent: new Uint8Array(buffer, byteOffset, byteLength) };
}
