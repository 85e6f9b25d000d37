import fs from 'node:fs';
import { describeDiskError } from '../../util/files/disk-error';
import { dataClasses, type Summary, type SummaryTensor, summaryTypes } from '../summaries/summary';
import { decodeMessage } from './messages';
import { parseRecords, type RecordDamage } from './record-framing';

/** An event as read back. */
export type RecordedEvent = { readonly wallTimeMs: number; readonly step: number } & (
  | { readonly kind: 'fileVersion'; readonly fileVersion: string }
  | { readonly kind: 'start' }
  | { readonly kind: 'summaries'; readonly summaries: readonly Summary[] }
  | { readonly kind: 'graph'; readonly graphDef: Buffer }
  /** Something that Ablate doesn't write. */
  | { readonly kind: 'other' }
);

/** The readable part of an event file. */
export interface EventFileContent {
  readonly events: readonly RecordedEvent[];
  /** Where reading ended early; a torn tail is what a killed process leaves, and harmless. */
  readonly damage: RecordDamage | undefined;
}

/** An event as the decoder gives it: plain, with absent fields absent. */
interface EventMessage {
  readonly wallTime?: number;
  readonly step?: number;
  readonly fileVersion?: string;
  readonly graphDef?: Buffer;
  readonly sessionLog?: { readonly status?: number };
  readonly summary?: { readonly value: readonly ValueMessage[] };
}

interface ValueMessage {
  readonly tag?: string;
  readonly simpleValue?: number;
  readonly tensor?: TensorMessage;
  readonly metadata?: {
    readonly pluginData?: { readonly pluginName?: string; readonly content?: Buffer };
    readonly summaryDescription?: string;
    readonly dataClass?: number;
  };
}

interface TensorMessage {
  readonly dtype?: number;
  readonly tensorShape?: { readonly dim: readonly { readonly size?: number }[] };
  readonly tensorContent?: Buffer;
  readonly stringVal: readonly Buffer[];
}

/**
 * Reads an event file as far as it is sound.
 *
 * @throws UserError where the file can't be opened.
 */
export function readEvents(file: string): EventFileContent {
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(file);
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  }
  const { payloads, damage } = parseRecords(bytes);
  return {
    // The descriptor of messages.ts fixes the shape of what the decoder returns.
    events: payloads.map((payload) => toEvent(decodeMessage('Event', payload) as EventMessage)),
    damage,
  };
}

function toEvent(message: EventMessage): RecordedEvent {
  const common = { wallTimeMs: (message.wallTime ?? 0) * 1000, step: message.step ?? 0 };
  if (message.fileVersion !== undefined) {
    return { ...common, kind: 'fileVersion', fileVersion: message.fileVersion };
  }
  if (message.sessionLog?.status === 1) return { ...common, kind: 'start' };
  if (message.graphDef !== undefined) {
    return { ...common, kind: 'graph', graphDef: message.graphDef };
  }
  if (message.summary !== undefined) {
    return { ...common, kind: 'summaries', summaries: message.summary.value.map(toSummary) };
  }
  return { ...common, kind: 'other' };
}

function toSummary(value: ValueMessage): Summary {
  const { metadata } = value;
  const content = metadata?.pluginData?.content;
  const description = metadata?.summaryDescription;
  return {
    tag: value.tag ?? '',
    plugin: metadata?.pluginData?.pluginName ?? 'scalars',
    dataClass: findKey(dataClasses, metadata?.dataClass) ?? 'tensor',
    tensor: toTensor(value),
    ...(content !== undefined && { pluginContent: content }),
    ...(description !== undefined && { description }),
  };
}

function toTensor({ tensor, simpleValue }: ValueMessage): SummaryTensor {
  if (tensor === undefined) {
    return { dtype: 'float', shape: [], content: Float32Array.of(simpleValue ?? Number.NaN) };
  }
  const shape = (tensor.tensorShape?.dim ?? []).map(({ size }) => size ?? 0);
  if (tensor.dtype === summaryTypes.string) {
    return { dtype: 'string', shape, strings: tensor.stringVal };
  }
  // A copy, because typed arrays need an aligned start.
  const bytes = Uint8Array.from(tensor.tensorContent ?? []).buffer;
  return tensor.dtype === summaryTypes.double
    ? { dtype: 'double', shape, content: new Float64Array(bytes) }
    : { dtype: 'float', shape, content: new Float32Array(bytes) };
}

function findKey<K extends string>(numbers: Record<K, number>, wanted: unknown): K | undefined {
  const keys = Object.keys(numbers) as K[];
  return keys.find((key) => numbers[key] === wanted);
}
