/** TensorFlow's protocol buffers of graphs and saved models, as tfjs-node ships them. */
export * as messages from '@tensorflow/tfjs-node/dist/proto/api_pb.js';
