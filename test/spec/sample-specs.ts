/** Valid specs that use most of the language between them. */
export const sampleSpecs: readonly string[] = [
  `name: digits
question: Does Adam beat SGD?
tags: [course, mnist]
dataset: [mnist, synthetic-digits]
model: { type: cnn, activation: relu, initializer: truncatedNormal, dropout: 0.5 }
optimizer: { type: adam, learningRate: 1e-4 }
schedule: { type: cosine, warmupSteps: 100 }
steps: 5500
batchSize: 50
logEvery: 100
evaluateEvery: 1100
summaries: [weights, biases, preactivations, activations]
grid:
  optimizer:
    - { type: adam, learningRate: 1e-4 }
    - { type: sgd, learningRate: 1e-4 }
  model.initializer: [truncatedNormal, glorotUniform]
exclude:
  - { optimizer: { type: sgd, learningRate: 1e-4 }, model.initializer: truncatedNormal }
seeds: 3
metric: { name: test/accuracy, goal: maximize }
claims:
  - mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd) + 0.01
`,
  `name: pairs
dataset: { name: moons, size: 200, noise: 0.2, seed: 7 }
model:
  type: layers
  activation: { type: leakyRelu, alpha: 0.1 }
  layers:
    - { type: dense, units: 20, name: first, l2: 0.01 }
    - { type: dropout, rate: 0.25 }
    - { type: dense, units: 10, initializer: { type: fanInNormal, gain: 2 } }
loss: binaryCrossEntropy
optimizer: momentum
epochs: 12.5
batchSize: full
evaluateEvery: epoch
zip:
  optimizer.learningRate: [0.1, 0.01]
  optimizer.momentum: [0.5, 0.9]
seeds: [0, 3, 11]
engine: eager
`,
  `name: minimal
dataset: circles
model: mlp
optimizer: sgd
steps: 10
`,
];
