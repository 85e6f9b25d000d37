/*
 * Words of the field that name nothing here, or something else than one might think: what to do
 * without. They are no slips of the fingers, however near to a word of ours they are.
 */

/** Stands for what was written behind the word. */
const WRITTEN = 'WRITTEN';

const weightDecay = `adamw and lion have it: their weights shrink by themselves. \`l2: ${WRITTEN}\` inside \`model\` adds l2 / 2 times the sum of squared weights to the loss, which is the same for plain sgd only: adam divides by the size of what it adds to.`;
const noLayer =
  'Not offered: networks are dense and convolutional layers, one behind the other, with pooling, normalization and dropout.';
const noNetwork = 'Not offered. `cnn` and `mlp` are; others are built with `type: layers`.';
const ownImages =
  'Not offered by name. cifar-10 is in color, and `{ name: images, folder: ..., size: 32 }` reads a folder of images with a folder for each class.';
const grayDigits =
  'Not downloaded. With its files: `{ name: idx, train: { images: ..., labels: ... }, test: { ... } }`.';
const ownTable =
  'Not offered by name. `{ name: csv, file: ..., label: ... }` reads a table of your own.';
const ownArrays = 'Not offered by name. `{ name: npz, file: ... }` reads arrays of your own.';
const measured =
  'Not offered: loss and accuracy are what is measured of a split, or loss, mae, rmse and r2 where numbers are predicted.';
const absoluteError =
  'Not offered as a loss. huber comes nearest: with a small delta, `loss: { type: huber, delta: 0.1 }`, it is nearly the absolute error.';

/** Words in small letters without separators, with what is said of them. */
const absences: readonly (readonly [words: readonly string[], explanation: string])[] = [
  // Optimizers.
  [
    ['radam'],
    'Not offered. adam with a warm-up comes nearest: `schedule: { type: constant, warmupSteps: 100 }`.',
  ],
  [['nesterov', 'nag'], 'Write `{ type: momentum, nesterov: true }`.'],
  [['amsgrad'], 'Not offered. adam comes nearest.'],
  [
    ['adafactor', 'adabelief', 'lamb', 'sophia', 'muon', 'yogi'],
    'Not offered. adam comes nearest.',
  ],
  [['lars', 'asgd', 'sgdw', 'rprop', 'ftrl'], 'Not offered. momentum comes nearest.'],
  [['lbfgs', 'bfgs', 'newton'], 'Not offered: all optimizers are of first order.'],
  // Settings of optimizers.
  [['weightdecay', 'wd'], weightDecay],
  [
    ['decay', 'lrdecay', 'learningratedecay'],
    'For a learning rate that falls write `schedule: { type: exponential, decaySteps: 1000 }`; for weight decay there is adamw, and `l2` inside `model`.',
  ],
  [['betas'], 'Write them as `beta1` and `beta2`.'],
  [['dampening'], 'Not offered: momentum is not dampened.'],
  // Data sets.
  [['kmnist', 'emnist', 'qmnist', 'notmnist'], grayDigits],
  [['usps', 'omniglot'], ownArrays],
  [['cifar100', 'imagenet', 'svhn', 'coco', 'celeba', 'stl10'], ownImages],
  [['iris', 'wine', 'titanic', 'boston', 'breastcancer', 'adult'], ownTable],
  // Networks.
  [['mish', 'hardswish'], 'Not offered. silu comes nearest.'],
  [['celu'], 'Not offered. elu is the same with alpha 1.'],
  [['prelu'], 'Not offered. leakyRelu comes nearest: its slope `alpha` is not learned.'],
  [['relu6', 'crelu', 'hardtanh', 'hardsigmoid'], 'Not offered. relu and tanh come nearest.'],
  [
    ['softmax', 'logsoftmax'],
    'It is part of the loss; the logits layer is added without an activation.',
  ],
  [['conv1d', 'conv3d', 'lstm', 'gru', 'rnn', 'embedding', 'attention', 'residual'], noLayer],
  [['groupnorm', 'instancenorm'], 'Not offered. batchNorm and layerNorm come nearest.'],
  [['globalmaxpooling2d'], 'Not offered. globalAveragePool2d comes nearest.'],
  [['upsampling2d', 'conv2dtranspose'], noLayer],
  [['resnet', 'vgg', 'lenet', 'alexnet', 'transformer', 'vit', 'gpt'], noNetwork],
  // Losses and metrics.
  [['l1', 'l1loss', 'mae', 'meanabsoluteerror', 'logcosh', 'pinball', 'quantile'], absoluteError],
  [['rmse'], 'As a loss write meanSquaredError, which has the same minimum; rmse is a metric.'],
  [['hinge', 'focal'], 'Not offered. softmaxCrossEntropy is the usual loss of classifiers.'],
  [
    ['multilabel', 'multilabelsoftmargin'],
    'Not offered: an example has one class, or numbers to predict.',
  ],
  [['poisson', 'gaussiannll', 'mape', 'msle'], 'Not offered. meanSquaredError comes nearest.'],
  [['auc', 'precision', 'recall', 'f1', 'f1score', 'top5', 'topk', 'explainedvariance'], measured],
  // How learning rates change.
  [['warmup'], 'Write `{ type: constant, warmupSteps: 100 }`; every schedule takes warmupSteps.'],
  [
    ['onecycle', 'cyclic', 'polynomial', 'plateau', 'reducelronplateau', 'cosinerestarts'],
    'Not offered. cosine comes nearest.',
  ],
  // Where and how runs are executed.
  [
    ['gpu', 'cuda', 'mps', 'webgl', 'tpu', 'cpu', 'device'],
    'Runs are on the CPU: `compiled` is native TensorFlow.',
  ],
  [
    ['method', 'sampler', 'pruner'],
    'Every combination of `grid` is run; `halving` ends weak ones. Settings can be drawn by `sample`.',
  ],
];

const explanations: ReadonlyMap<string, string> = new Map(
  absences.flatMap(([words, explanation]) => words.map((word) => [word, explanation] as const)),
);

/** A word as the tables have it. */
export function plainWord(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/**
 * Why something that other tools have is not there, or not in this place.
 *
 * @param written what was written behind the word, where it is a key.
 */
export function explainAbsence(word: string, written?: unknown): string | undefined {
  const shown = typeof written === 'number' ? String(written) : '...';
  return explanations.get(plainWord(word))?.replaceAll(WRITTEN, shown);
}
