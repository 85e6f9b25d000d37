/**
 * Examples that go through a network at once when a split is evaluated: many enough to keep the
 * cores busy, few enough that the activations of a CNN stay small beside its weights.
 */
export const evaluationBatchSize = 250;
