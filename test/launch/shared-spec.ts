/** A small grid of runs without TensorFlow, for several processes that share a folder. */
export function sharedSpec(settings: string): string {
  return `
name: shared
dataset: { name: moons, size: 60, validation: 40, testSize: 40 }
model: { type: mlp, hidden: [3] }
batchSize: full
optimizer: { type: sgd, learningRate: 0.1 }
engine: reference
${settings}
`;
}
