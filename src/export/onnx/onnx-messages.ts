import protobuf from 'protobufjs/light';

const text = (id: number) => ({ id, type: 'string' });
const repeated = (id: number, type: string) => ({ id, type, rule: 'repeated' });

/** The messages of ONNX models, as far as Ablate writes them. Source: onnx.proto of ONNX. */
const root = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: { id: 1, type: 'int64' },
        producerName: text(2),
        producerVersion: text(3),
        docString: text(6),
        graph: { id: 7, type: 'Graph' },
        opsetImport: repeated(8, 'OperatorSet'),
        metadataProps: repeated(14, 'Entry'),
      },
    },
    OperatorSet: { fields: { domain: text(1), version: { id: 2, type: 'int64' } } },
    Entry: { fields: { key: text(1), value: text(2) } },
    Graph: {
      fields: {
        node: repeated(1, 'Node'),
        name: text(2),
        initializer: repeated(5, 'Tensor'),
        input: repeated(11, 'ValueInfo'),
        output: repeated(12, 'ValueInfo'),
      },
    },
    Node: {
      fields: {
        input: repeated(1, 'string'),
        output: repeated(2, 'string'),
        name: text(3),
        opType: text(4),
        attribute: repeated(5, 'Attribute'),
      },
    },
    Attribute: {
      fields: {
        name: text(1),
        f: { id: 2, type: 'float' },
        i: { id: 3, type: 'int64' },
        ints: repeated(8, 'int64'),
        type: { id: 20, type: 'int32' },
      },
    },
    Tensor: {
      fields: {
        dims: repeated(1, 'int64'),
        dataType: { id: 2, type: 'int32' },
        name: text(8),
        rawData: { id: 9, type: 'bytes' },
      },
    },
    ValueInfo: { fields: { name: text(1), type: { id: 2, type: 'ValueType' } } },
    ValueType: { fields: { tensorType: { id: 1, type: 'TensorType' } } },
    TensorType: {
      fields: { elemType: { id: 1, type: 'int32' }, shape: { id: 2, type: 'Shape' } },
    },
    Shape: { fields: { dim: repeated(1, 'Dimension') } },
    Dimension: { fields: { dimValue: { id: 1, type: 'int64' }, dimParam: text(2) } },
  },
});

/** Encodes a model from a plain object with the field names above. */
export function encodeOnnxModel(model: object): Uint8Array {
  return root.lookupType('Model').encode(model).finish();
}
