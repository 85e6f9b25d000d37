/**
 * The part of TensorFlow's protocol buffers (graph.proto, saved_model.proto and what they hold)
 * that tfjs-node ships without types.
 */
declare module '@tensorflow/tfjs-node/dist/proto/api_pb.js' {
  class Dim {
    setSize(size: number): void;
  }

  export class TensorShape {
    static Dim: typeof Dim;
    setDimList(dimensions: Dim[]): void;
  }

  export class Tensor {
    setDtype(type: number): void;
    setTensorShape(shape: TensorShape): void;
    setTensorContent(bytes: Uint8Array): void;
  }

  class ListValue {
    setIList(values: number[]): void;
    setFList(values: number[]): void;
    setBList(values: boolean[]): void;
    setShapeList(shapes: TensorShape[]): void;
  }

  export class AttrValue {
    static ListValue: typeof ListValue;
    setS(value: Uint8Array): void;
    setI(value: number): void;
    setF(value: number): void;
    setB(value: boolean): void;
    setType(value: number): void;
    setShape(value: TensorShape): void;
    setTensor(value: Tensor): void;
    setList(value: ListValue): void;
  }

  export class NodeDef {
    setName(name: string): void;
    setOp(op: string): void;
    setInputList(inputs: string[]): void;
    getAttrMap(): { set(name: string, value: AttrValue): void };
  }

  export class VersionDef {
    setProducer(version: number): void;
  }

  export class GraphDef {
    setNodeList(nodes: NodeDef[]): void;
    setVersions(versions: VersionDef): void;
    serializeBinary(): Uint8Array;
  }

  export class TensorInfo {
    setName(name: string): void;
    setDtype(type: number): void;
    setTensorShape(shape: TensorShape): void;
  }

  export class SignatureDef {
    getInputsMap(): { set(name: string, value: TensorInfo): void };
    getOutputsMap(): { set(name: string, value: TensorInfo): void };
    setMethodName(name: string): void;
  }

  class NodeList {
    setValueList(names: string[]): void;
  }

  export class CollectionDef {
    static NodeList: typeof NodeList;
    setNodeList(list: NodeList): void;
  }

  class MetaInfoDef {
    addTags(tag: string): void;
  }

  export class MetaGraphDef {
    static MetaInfoDef: typeof MetaInfoDef;
    setGraphDef(graph: GraphDef): void;
    setMetaInfoDef(info: MetaInfoDef): void;
    getSignatureDefMap(): { set(name: string, value: SignatureDef): void };
    getCollectionDefMap(): { set(name: string, value: CollectionDef): void };
  }

  export class SavedModel {
    setSavedModelSchemaVersion(version: number): void;
    addMetaGraphs(graph: MetaGraphDef): void;
    serializeBinary(): Uint8Array;
  }
}
