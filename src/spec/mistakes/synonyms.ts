import { activations } from '../../activations/registry';
import { initializers } from '../../initializers/registry';
import type { KindRegistry } from '../../kinds/kind';
import { layers } from '../../layers/registry';
import { losses } from '../../losses/registry';
import { optimizers } from '../../optimizers/registry';
import { plainWord } from './absences';

/**
 * What other tools call things, in small letters without separators, and what they are called here.
 * Kinds say it themselves.
 */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  // Settings.
  regression: ['meanSquaredError'],
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
  randomstate: ['seeds', 'seed'],
  parameters: ['grid'],
  params: ['grid'],
  hyperparameters: ['grid'],
  searchspace: ['grid'],
  sweep: ['grid'],
  lr: ['learningRate'],
  stepsize: ['learningRate'],
  eps: ['epsilon'],
  rho: ['decay'],
  wd: ['weightDecay'],
  clipnorm: ['clipNorm'],
  globalclipnorm: ['clipNorm'],
  clipgradnorm: ['clipNorm'],
  maxgradnorm: ['clipNorm'],
  gradientclipval: ['clipNorm'],
  gradclip: ['clipNorm'],
  gradientclipping: ['clipNorm'],
  clip: ['clipNorm'],
  clipping: ['clipNorm'],
  clipgradvalue: ['clipValue'],
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
  directory: ['folder'],
  dir: ['folder'],
  root: ['folder'],
  path: ['folder', 'file'],
  imagesize: ['size'],
  resize: ['size'],
  colormode: ['color'],
  channels: ['color'],
  augmentation: ['augment'],
  augmentations: ['augment'],
  pretrained: ['init'],
  finetune: ['init'],
  checkpoint: ['init'],
  transforms: ['augment'],
  rotation: ['rotate'],
  degrees: ['rotate'],
  translate: ['shift'],
  translation: ['shift'],
  scale: ['zoom'],
  hflip: ['flip'],
  horizontalflip: ['flip'],
  samples: ['size'],
  nsamples: ['size'],
  n: ['size'],
  // Metrics.
  accuracy: ['validation/accuracy', 'test/accuracy'],
  acc: ['validation/accuracy', 'test/accuracy'],
  loss: ['validation/loss', 'test/loss'],
  valloss: ['validation/loss'],
  valaccuracy: ['validation/accuracy'],
  valacc: ['validation/accuracy'],
  mse: ['validation/loss', 'test/loss'],
  mae: ['validation/mae', 'test/mae'],
  meanabsoluteerror: ['validation/mae', 'test/mae'],
  rmse: ['validation/rmse', 'test/rmse'],
  rootmeansquarederror: ['validation/rmse', 'test/rmse'],
  r2: ['validation/r2', 'test/r2'],
  r2score: ['validation/r2', 'test/r2'],
  rsquared: ['validation/r2', 'test/r2'],
};

/** The kinds that others call by a word. */
function listKinds(word: string): string[] {
  const rooms: readonly KindRegistry[] = [layers, activations, initializers, losses, optimizers];
  return rooms.flatMap((kinds) =>
    Object.entries(kinds).flatMap(([name, { otherNames = [] }]) =>
      otherNames.includes(word) ? [name] : [],
    ),
  );
}

/** The valid name of what other tools call by this one. */
export function translateName(found: string, valid: readonly string[]): string | undefined {
  const plain = plainWord(found);
  const names = Object.hasOwn(synonyms, plain) ? (synonyms[plain] ?? []) : [];
  return [...names, ...listKinds(plain)].find((name) => valid.includes(name));
}
