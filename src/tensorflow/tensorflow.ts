import './node-polyfill';

/** TensorFlow.js on native TensorFlow: the one place that loads it. */
export * as tf from '@tensorflow/tfjs-node';
