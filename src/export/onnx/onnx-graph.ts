import type { Weight } from '../network/operation';
import { encodeOnnxModel } from './onnx-messages';

/** An attribute: a whole number, several, or a number marked as one that need not be whole. */
export type OnnxAttribute = number | readonly number[] | { readonly float: number };

/** IR version and operator set of ONNX 1.12 (2022): what runtimes have known for long. */
const irVersion = 8;
const opset = 17;
const attributeTypes = { float: 1, int: 2, ints: 7 } as const;
const dataTypes = { float32: 1 } as const;

/** What describes a model besides its graph. */
export interface OnnxLabels {
  readonly name: string;
  readonly producerVersion: string;
  readonly description: string;
  /** Texts by name that runtimes hand on. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** A value of the graph that goes in or comes out: `[batch, ...shape]`. */
interface OnnxValue {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Collects the nodes and constants of an ONNX graph. */
export class OnnxGraph {
  private readonly nodes: object[] = [];
  private readonly constants = new Map<string, Weight>();

  /**
   * Adds a node with one output.
   *
   * @returns the name of what it gives, which is also the node's.
   */
  add(
    opType: string,
    inputs: readonly string[],
    name: string,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): string {
    const attribute = Object.entries(attributes).map(([key, value]) => describe(key, value));
    this.nodes.push({ name, opType, input: [...inputs], output: [name], attribute });
    return name;
  }

  /** Adds a constant; returns its name. */
  constant(name: string, weight: Weight): string {
    this.constants.set(name, weight);
    return name;
  }

  /** Encodes a model of the graph. */
  encode(input: OnnxValue, outputs: readonly OnnxValue[], labels: OnnxLabels): Uint8Array {
    const { name, producerVersion, description, metadata } = labels;
    return encodeOnnxModel({
      irVersion,
      producerName: 'ablate',
      producerVersion,
      docString: description,
      opsetImport: [{ domain: '', version: opset }],
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name,
        node: this.nodes,
        initializer: [...this.constants].map(([key, { shape, values }]) => ({
          name: key,
          dims: [...shape],
          dataType: dataTypes.float32,
          rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
        })),
        input: [describeValue(input)],
        output: outputs.map(describeValue),
      },
    });
  }
}

function describe(name: string, value: OnnxAttribute): object {
  if (typeof value === 'number') return { name, i: value, type: attributeTypes.int };
  if ('float' in value) return { name, f: value.float, type: attributeTypes.float };
  return { name, ints: [...value], type: attributeTypes.ints };
}

function describeValue({ name, shape }: OnnxValue): object {
  const dim = [{ dimParam: 'batch' }, ...shape.map((size) => ({ dimValue: size }))];
  return { name, type: { tensorType: { elemType: dataTypes.float32, shape: { dim } } } };
}
