import { messages } from '../../../tensorflow/graph-messages';
import { unreachable } from '../../../util/unreachable';
import type { Attribute, ConstantValue, GraphNode } from '../ground/graph-node';

/** Graph version of TensorFlow 2.16 and later: which behaviours of operations the graph expects. */
const producer = 1900;

/** A tensor that a signature of a SavedModel names. */
export interface SignatureTensor {
  /** `node:0` */
  readonly tensor: string;
  readonly dtype: number;
  readonly shape: readonly number[];
}

/** A function of a SavedModel, for those who open it elsewhere. */
export interface Signature {
  readonly inputs: Readonly<Record<string, SignatureTensor>>;
  readonly outputs: Readonly<Record<string, SignatureTensor>>;
}

/** Encodes nodes as the bytes of a GraphDef. */
export function encodeGraph(nodes: readonly GraphNode[]): Uint8Array {
  return buildGraph(nodes).serializeBinary();
}

/**
 * Encodes nodes as the bytes of `saved_model.pb`, with tag `serve`.
 *
 * @param options.mainOp node to run when the model is loaded.
 */
export function encodeSavedModel(
  nodes: readonly GraphNode[],
  options: { signatures?: Readonly<Record<string, Signature>>; mainOp?: string } = {},
): Uint8Array {
  const info = new messages.MetaGraphDef.MetaInfoDef();
  info.addTags('serve');
  const meta = new messages.MetaGraphDef();
  meta.setMetaInfoDef(info);
  meta.setGraphDef(buildGraph(nodes));
  for (const [name, signature] of Object.entries(options.signatures ?? {})) {
    meta.getSignatureDefMap().set(name, buildSignature(signature));
  }
  if (options.mainOp !== undefined) {
    const list = new messages.CollectionDef.NodeList();
    list.setValueList([options.mainOp]);
    const collection = new messages.CollectionDef();
    collection.setNodeList(list);
    meta.getCollectionDefMap().set('saved_model_main_op', collection);
  }
  const model = new messages.SavedModel();
  model.setSavedModelSchemaVersion(1);
  model.addMetaGraphs(meta);
  return model.serializeBinary();
}

function buildGraph(nodes: readonly GraphNode[]): messages.GraphDef {
  const graph = new messages.GraphDef();
  graph.setNodeList(nodes.map(buildNode));
  const versions = new messages.VersionDef();
  versions.setProducer(producer);
  graph.setVersions(versions);
  return graph;
}

function buildNode(node: GraphNode): messages.NodeDef {
  const message = new messages.NodeDef();
  message.setName(node.name);
  message.setOp(node.op);
  message.setInputList([...node.inputs]);
  const attributes = message.getAttrMap();
  for (const [name, value] of Object.entries(node.attributes)) {
    attributes.set(name, buildAttribute(value));
  }
  if (node.outputShapes.length > 0) attributes.set('_output_shapes', buildShapes(node));
  return message;
}

function buildShapes(node: GraphNode): messages.AttrValue {
  const list = new messages.AttrValue.ListValue();
  list.setShapeList(node.outputShapes.map(buildShape));
  const message = new messages.AttrValue();
  message.setList(list);
  return message;
}

function buildAttribute(attribute: Attribute): messages.AttrValue {
  const message = new messages.AttrValue();
  const list = new messages.AttrValue.ListValue();
  switch (attribute.kind) {
    case 'string':
      message.setS(Buffer.from(attribute.value));
      break;
    case 'int':
      message.setI(attribute.value);
      break;
    case 'float':
      message.setF(attribute.value);
      break;
    case 'type':
      message.setType(attribute.value);
      break;
    case 'bool':
      message.setB(attribute.value);
      break;
    case 'shape':
      message.setShape(buildShape(attribute.value));
      break;
    case 'tensor':
      message.setTensor(buildTensor(attribute.value));
      break;
    case 'ints':
      list.setIList([...attribute.value]);
      message.setList(list);
      break;
    case 'floats':
      list.setFList([...attribute.value]);
      message.setList(list);
      break;
    case 'bools':
      list.setBList([...attribute.value]);
      message.setList(list);
      break;
    default:
      return unreachable(attribute);
  }
  return message;
}

function buildShape(shape: readonly number[]): messages.TensorShape {
  const message = new messages.TensorShape();
  message.setDimList(
    shape.map((size) => {
      const dimension = new messages.TensorShape.Dim();
      dimension.setSize(size);
      return dimension;
    }),
  );
  return message;
}

function buildTensor({ dtype, shape, values }: ConstantValue): messages.Tensor {
  const message = new messages.Tensor();
  message.setDtype(dtype);
  message.setTensorShape(buildShape(shape));
  message.setTensorContent(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return message;
}

function buildSignature(signature: Signature): messages.SignatureDef {
  const message = new messages.SignatureDef();
  for (const [name, tensor] of Object.entries(signature.inputs)) {
    message.getInputsMap().set(name, buildTensorInfo(tensor));
  }
  for (const [name, tensor] of Object.entries(signature.outputs)) {
    message.getOutputsMap().set(name, buildTensorInfo(tensor));
  }
  message.setMethodName('tensorflow/serving/predict');
  return message;
}

function buildTensorInfo({ tensor, dtype, shape }: SignatureTensor): messages.TensorInfo {
  const message = new messages.TensorInfo();
  message.setName(tensor);
  message.setDtype(dtype);
  message.setTensorShape(buildShape(shape));
  return message;
}
