/** What other tools call things, in small letters without separators, and what they are called here. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  // Settings.
  data: ['dataset'],
  network: ['model'],
  architecture: ['model'],
  iterations: ['steps'],
  maxsteps: ['steps'],
  numsteps: ['steps'],
  nepochs: ['epochs'],
  numepochs: ['epochs'],
  batch: ['batchSize'],
  minibatch: ['batchSize'],
  repeats: ['seeds'],
  lr: ['learningRate'],
  stepsize: ['learningRate'],
  rho: ['decay'],
  weightdecay: ['l2'],
  regularization: ['l2'],
  units: ['hidden'],
  layers: ['hidden'],
  neurons: ['hidden'],
  act: ['activation'],
  nonlinearity: ['activation'],
  init: ['initializer'],
  kernelinitializer: ['initializer'],
  droprate: ['dropout'],
  std: ['stddev'],
  sigma: ['stddev'],
  samples: ['size'],
  nsamples: ['size'],
  n: ['size'],
  // Kinds.
  nesterov: ['momentum'],
  none: ['linear'],
  identity: ['linear'],
  xaviernormal: ['glorotNormal'],
  xavieruniform: ['glorotUniform'],
  he: ['heNormal'],
  kaiming: ['heNormal'],
  kaimingnormal: ['heNormal'],
  kaiminguniform: ['heUniform'],
  lecun: ['leCunNormal'],
  normal: ['randomNormal'],
  gaussian: ['randomNormal'],
  uniform: ['randomUniform'],
  crossentropy: ['softmaxCrossEntropy'],
  categoricalcrossentropy: ['softmaxCrossEntropy'],
  sparsecategoricalcrossentropy: ['softmaxCrossEntropy'],
  bce: ['binaryCrossEntropy'],
  logistic: ['binaryCrossEntropy', 'sigmoid'],
  linear: ['dense'],
  fc: ['dense'],
  fullyconnected: ['dense'],
  conv: ['conv2d'],
  maxpool: ['maxPool2d'],
  maxpooling2d: ['maxPool2d'],
  avgpool: ['averagePool2d'],
  averagepooling2d: ['averagePool2d'],
  // Metrics.
  accuracy: ['validation/accuracy', 'test/accuracy'],
  acc: ['validation/accuracy', 'test/accuracy'],
  loss: ['validation/loss', 'test/loss'],
  valloss: ['validation/loss'],
  valaccuracy: ['validation/accuracy'],
  valacc: ['validation/accuracy'],
};

/** The valid name of what other tools call by this one. */
export function translateName(found: string, valid: readonly string[]): string | undefined {
  const plain = found.toLowerCase().replaceAll(/[-_ ]/g, '');
  const own = Object.hasOwn(synonyms, plain) ? synonyms[plain] : undefined;
  return own?.find((name) => valid.includes(name));
}

const absences: ReadonlyMap<string, string> = new Map([
  ['adadelta', 'It is not offered: the one of TensorFlow.js is plain gradient descent.'],
  ['softmax', 'It is part of the loss; the logits layer is added without an activation.'],
]);

/** Why something that other tools have is not there, or not in this place. */
export function explainAbsence(found: string): string | undefined {
  return absences.get(found.toLowerCase());
}
