import { printProblems } from './print-problems';

test.each([
  [
    'an optimizer that is none of ours',
    ['optimizer: yogi'],
    [
      'a.yaml:4:12: error: `optimizer` is "yogi", expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion or a mapping',
      '    optimizer: yogi',
      '               ^',
      '    Not offered. adam comes nearest.',
    ],
  ],
  [
    'its settings',
    ['optimizer: { type: adam, lr: 0.001, weight_decay: 0.01 }'],
    [
      'a.yaml:4:26: error: unknown key `lr` in `optimizer`',
      '    optimizer: { type: adam, lr: 0.001, weight_decay: 0.01 }',
      '                             ^',
      '    Did you mean `learningRate`?',
      'a.yaml:4:37: error: unknown key `weight_decay` in `optimizer`',
      '    optimizer: { type: adam, lr: 0.001, weight_decay: 0.01 }',
      '                                        ^',
      '    adamw and lion have it: their weights shrink by themselves. `l2: 0.01` inside `model` adds l2 / 2 times the sum of squared weights to the loss, which is the same for plain sgd only: adam divides by the size of what it adds to.',
    ],
  ],
  [
    'weight decay',
    ['optimizer: { type: sgd, weightDecay: 0.0005 }'],
    [
      'a.yaml:4:25: error: unknown key `weightDecay` in `optimizer`',
      '    optimizer: { type: sgd, weightDecay: 0.0005 }',
      '                            ^',
      '    adamw and lion have it: their weights shrink by themselves. `l2: 0.0005` inside `model` adds l2 / 2 times the sum of squared weights to the loss, which is the same for plain sgd only: adam divides by the size of what it adds to.',
    ],
  ],
  [
    'clipping',
    ['optimizer: { type: adam, clipnorm: 1 }'],
    [
      'a.yaml:4:26: error: unknown key `clipnorm` in `optimizer`',
      '    optimizer: { type: adam, clipnorm: 1 }',
      '                             ^',
      '    Did you mean `clipNorm`?',
    ],
  ],
  [
    'decay of the learning rate',
    ['optimizer: { type: sgd, decay: 0.1 }'],
    [
      'a.yaml:4:25: error: unknown key `decay` in `optimizer`',
      '    optimizer: { type: sgd, decay: 0.1 }',
      '                            ^',
      '    For a learning rate that falls write `schedule: { type: exponential, decaySteps: 1000 }`; for weight decay there is adamw, and `l2` inside `model`.',
    ],
  ],
  [
    'Nesterov',
    ['optimizer: nesterov'],
    [
      'a.yaml:4:12: error: `optimizer` is "nesterov", expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion or a mapping',
      '    optimizer: nesterov',
      '               ^',
      '    Write `{ type: momentum, nesterov: true }`.',
    ],
  ],
  [
    'optimizers of papers',
    ['grid: { optimizer: [adam, radam, lars] }'],
    [
      'a.yaml:6:27: error: `optimizer` is "radam", expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion or a mapping',
      '    grid: { optimizer: [adam, radam, lars] }',
      '                              ^',
      '    Not offered. adam with a warm-up comes nearest: `schedule: { type: constant, warmupSteps: 100 }`.',
      'a.yaml:6:34: error: `optimizer` is "lars", expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion or a mapping',
      '    grid: { optimizer: [adam, radam, lars] }',
      '                                     ^',
      '    Not offered. momentum comes nearest.',
    ],
  ],
  [
    'letters like digits',
    ['dataset: kmnist'],
    [
      'a.yaml:2:10: error: `dataset` is "kmnist", expected mnist, fashion-mnist, synthetic-digits, moons, circles, sine, friedman, cifar-10 or a mapping',
      '    dataset: kmnist',
      '             ^',
      '    Not downloaded. With its files: `{ name: idx, train: { images: ..., labels: ... }, test: { ... } }`.',
    ],
  ],
  [
    'pictures in color',
    ['dataset: [imagenet, mnist]'],
    [
      'a.yaml:2:11: error: `dataset[0]` is "imagenet", expected mnist, fashion-mnist, synthetic-digits, moons, circles, sine, friedman, cifar-10 or a mapping',
      '    dataset: [imagenet, mnist]',
      '              ^',
      '    Not offered by name. cifar-10 is in color, and `{ name: images, folder: ..., size: 32 }` reads a folder of images with a folder for each class.',
    ],
  ],
  [
    'another activation',
    ['model: { type: mlp, activation: mish }'],
    [
      'a.yaml:3:33: error: `model.activation` is "mish", expected relu, tanh, sigmoid, leakyRelu, elu, gelu, silu, selu, softplus, softsign, linear or a mapping',
      '    model: { type: mlp, activation: mish }',
      '                                    ^',
      '    Not offered. silu comes nearest.',
    ],
  ],
  [
    'another layer',
    ['model: { type: layers, layers: [{ type: embedding }, { type: dense, units: 3 }] }'],
    [
      'a.yaml:3:41: error: `model.layers[0].type` is "embedding", expected conv2d, maxPool2d, averagePool2d, flatten, dense, activation, dropout, batchNorm, layerNorm, globalAveragePool2d, separableConv2d or depthwiseConv2d',
      '    model: { type: layers, layers: [{ type: embedding }, { type: dense, units: 3 }] }',
      '                                            ^',
      '    Not offered: networks are dense and convolutional layers, one behind the other, with pooling, normalization and dropout.',
    ],
  ],
  [
    'a loss of regression',
    ['loss: mse'],
    [
      'a.yaml:6:7: error: `loss` is "mse", expected softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError, huber or a mapping',
      '    loss: mse',
      '          ^',
      '    Did you mean `meanSquaredError`?',
      'a.yaml:6:7: error: meanSquaredError predicts numbers, but mnist has 10 classes',
      '    loss: mse',
      '          ^',
      '    Write `loss: softmaxCrossEntropy`.',
    ],
  ],
  [
    'a metric of its own',
    ['metric: { name: f1 }'],
    [
      'a.yaml:6:17: error: `metric.name` is "f1", expected test/accuracy, test/loss, test/mae, test/rmse, test/r2, validation/accuracy, validation/loss, validation/mae, validation/rmse, validation/r2, full-train/accuracy, full-train/loss, full-train/mae, full-train/rmse, full-train/r2, train/accuracy, train/loss, train/mae, train/rmse or train/r2',
      '    metric: { name: f1 }',
      '                    ^',
      '    Not offered: loss and accuracy are what is measured of a split, or loss, mae, rmse and r2 where numbers are predicted.',
    ],
  ],
  [
    'a schedule of PyTorch',
    ['schedule: ReduceLROnPlateau'],
    [
      'a.yaml:6:11: error: `schedule` is "ReduceLROnPlateau", expected constant, cosine or a mapping',
      '    schedule: ReduceLROnPlateau',
      '              ^',
      '    Not offered. cosine comes nearest.',
    ],
  ],
  [
    'a GPU',
    ['engine: gpu'],
    [
      'a.yaml:6:9: error: `engine` is "gpu", expected compiled, eager or reference',
      '    engine: gpu',
      '            ^',
      '    Runs are on the CPU: `compiled` is native TensorFlow.',
    ],
  ],
  [
    'snake case',
    ['optimizer: { type: adam, learning_rate: 0.1 }', 'batch_size: 32'],
    [
      'a.yaml:4:26: error: unknown key `learning_rate` in `optimizer`',
      '    optimizer: { type: adam, learning_rate: 0.1 }',
      '                             ^',
      '    Did you mean `learningRate`?',
      'a.yaml:6:1: error: unknown key `batch_size`',
      '    batch_size: 32',
      '    ^',
      '    Did you mean `batchSize`?',
    ],
  ],
  [
    'betas',
    ['optimizer: { type: adam, betas: [0.9, 0.99] }'],
    [
      'a.yaml:4:26: error: unknown key `betas` in `optimizer`',
      '    optimizer: { type: adam, betas: [0.9, 0.99] }',
      '                             ^',
      '    Write them as `beta1` and `beta2`.',
    ],
  ],
])('what other tools have is answered with what comes nearest: %s', (_, lines, printed) => {
  expect(printProblems(lines)).toEqual(printed);
});
