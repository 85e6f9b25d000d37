import protobuf from 'protobufjs/light';

const hparamsByName: protobuf.IMapField = { id: 1, keyType: 'string', type: 'JsonScalar' };

/**
 * The messages of event files, as far as Ablate writes and reads them. Sources: event.proto,
 * summary.proto, tensor.proto, graph.proto of tensorflow/core; plugin_data.proto of TensorBoard's
 * hparams, pr_curve and custom_scalar plugins.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    Event: {
      fields: {
        wallTime: { id: 1, type: 'double' },
        step: { id: 2, type: 'int64' },
        fileVersion: { id: 3, type: 'string' },
        graphDef: { id: 4, type: 'bytes' },
        summary: { id: 5, type: 'Summary' },
        sessionLog: { id: 7, type: 'SessionLog' },
        sourceMetadata: { id: 10, type: 'SourceMetadata' },
      },
    },
    SourceMetadata: { fields: { writer: { id: 1, type: 'string' } } },
    SessionLog: { fields: { status: { id: 1, type: 'int32' } } },
    Summary: { fields: { value: { id: 1, type: 'Value', rule: 'repeated' } } },
    Value: {
      fields: {
        tag: { id: 1, type: 'string' },
        simpleValue: { id: 2, type: 'float' },
        tensor: { id: 8, type: 'Tensor' },
        metadata: { id: 9, type: 'SummaryMetadata' },
      },
    },
    SummaryMetadata: {
      fields: {
        pluginData: { id: 1, type: 'PluginData' },
        displayName: { id: 2, type: 'string' },
        summaryDescription: { id: 3, type: 'string' },
        dataClass: { id: 4, type: 'int32' },
      },
    },
    PluginData: {
      fields: { pluginName: { id: 1, type: 'string' }, content: { id: 2, type: 'bytes' } },
    },
    Tensor: {
      fields: {
        dtype: { id: 1, type: 'int32' },
        tensorShape: { id: 2, type: 'TensorShape' },
        tensorContent: { id: 4, type: 'bytes' },
        stringVal: { id: 8, type: 'bytes', rule: 'repeated' },
      },
    },
    TensorShape: { fields: { dim: { id: 2, type: 'Dimension', rule: 'repeated' } } },
    Dimension: { fields: { size: { id: 1, type: 'int64' } } },
    PrCurveData: { fields: { numThresholds: { id: 2, type: 'uint32' } } },
    Layout: {
      fields: {
        version: { id: 1, type: 'int32' },
        category: { id: 2, type: 'Category', rule: 'repeated' },
      },
    },
    Category: {
      fields: {
        title: { id: 1, type: 'string' },
        chart: { id: 2, type: 'Chart', rule: 'repeated' },
        closed: { id: 3, type: 'bool' },
      },
    },
    Chart: {
      fields: {
        title: { id: 1, type: 'string' },
        multiline: { id: 2, type: 'Multiline' },
        margin: { id: 3, type: 'Margin' },
      },
    },
    Multiline: { fields: { tag: { id: 1, type: 'string', rule: 'repeated' } } },
    Margin: { fields: { series: { id: 1, type: 'MarginSeries', rule: 'repeated' } } },
    MarginSeries: {
      fields: {
        value: { id: 1, type: 'string' },
        lower: { id: 2, type: 'string' },
        upper: { id: 3, type: 'string' },
      },
    },
    HParamsPluginData: {
      fields: {
        version: { id: 1, type: 'int32' },
        experiment: { id: 2, type: 'Experiment' },
        sessionStartInfo: { id: 3, type: 'SessionStartInfo' },
        sessionEndInfo: { id: 4, type: 'SessionEndInfo' },
      },
    },
    Experiment: {
      fields: {
        description: { id: 1, type: 'string' },
        user: { id: 2, type: 'string' },
        timeCreatedSecs: { id: 3, type: 'double' },
        hparamInfos: { id: 4, type: 'HParamInfo', rule: 'repeated' },
        metricInfos: { id: 5, type: 'MetricInfo', rule: 'repeated' },
        name: { id: 6, type: 'string' },
      },
    },
    HParamInfo: {
      fields: {
        name: { id: 1, type: 'string' },
        displayName: { id: 2, type: 'string' },
        description: { id: 3, type: 'string' },
        type: { id: 4, type: 'int32' },
        domainDiscrete: { id: 5, type: 'ListValue' },
        domainInterval: { id: 6, type: 'Interval' },
      },
    },
    Interval: {
      fields: { minValue: { id: 1, type: 'double' }, maxValue: { id: 2, type: 'double' } },
    },
    MetricInfo: {
      fields: {
        name: { id: 1, type: 'MetricName' },
        displayName: { id: 3, type: 'string' },
        description: { id: 4, type: 'string' },
        datasetType: { id: 5, type: 'int32' },
      },
    },
    MetricName: { fields: { group: { id: 1, type: 'string' }, tag: { id: 2, type: 'string' } } },
    SessionStartInfo: {
      fields: {
        hparams: hparamsByName,
        modelUri: { id: 2, type: 'string' },
        monitorUrl: { id: 3, type: 'string' },
        groupName: { id: 4, type: 'string' },
        startTimeSecs: { id: 5, type: 'double' },
      },
    },
    SessionEndInfo: {
      fields: { status: { id: 1, type: 'int32' }, endTimeSecs: { id: 2, type: 'double' } },
    },
    // google.protobuf.Value and ListValue, less what hyperparameters never are.
    JsonScalar: {
      // In a oneof, because false and 0 outside of one are the same as nothing.
      oneofs: { kind: { oneof: ['numberValue', 'stringValue', 'boolValue'] } },
      fields: {
        numberValue: { id: 2, type: 'double' },
        stringValue: { id: 3, type: 'string' },
        boolValue: { id: 4, type: 'bool' },
      },
    },
    ListValue: { fields: { values: { id: 1, type: 'JsonScalar', rule: 'repeated' } } },
    Graph: { fields: { node: { id: 1, type: 'Node', rule: 'repeated' } } },
    Node: {
      fields: {
        name: { id: 1, type: 'string' },
        op: { id: 2, type: 'string' },
        input: { id: 3, type: 'string', rule: 'repeated' },
      },
    },
  },
});

/** A top-level message: what is encoded or decoded as a whole. */
export type MessageName = 'Event' | 'Layout' | 'PrCurveData' | 'HParamsPluginData' | 'Graph';

/** Encodes a message from a plain object with the field names above. */
export function encodeMessage(name: MessageName, message: object): Uint8Array {
  return root.lookupType(name).encode(message).finish();
}

/**
 * Decodes a message into a plain object: 64-bit integers as numbers, bytes as Buffers, absent
 * fields left out, repeated fields always arrays.
 *
 * @throws Error where the bytes are no such message.
 */
export function decodeMessage(name: MessageName, bytes: Uint8Array): unknown {
  const type = root.lookupType(name);
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true, objects: true });
}
