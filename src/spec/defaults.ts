/**
 * Every default of the spec language but those of kinds, which state their own. Durations that depend
 * on the number of steps (`logEvery` and its kin) are given as how many times a run they happen.
 */
export const defaults = {
  seeds: 1,
  batchSize: 50,
  logsPerRun: 50,
  evaluationsPerRun: 5,
  summaries: ['weights', 'biases', 'preactivations', 'activations'],
  /** Measured on the split that is chosen by: of validation, or of test where there is none. */
  metric: 'accuracy',
  /** The same where numbers are predicted; in their units, and the same under every loss. */
  regressionMetric: 'rmse',
  earlyStoppingMetric: 'loss',
  engine: 'compiled',
  /**
   * The same on every machine, because threads decide the last digits of results. Runs that take it
   * do not write it down: another default would give other numbers to settings of the same hash.
   */
  threads: 2,
  precision: 'float32',
  evaluate: ['validation', 'test'],
  planLimit: 1000,
  /** Of sampled values: names of trials stay readable, and a digit more changes no answer. */
  sampledDigits: 3,
  order: 'balanced',
  keepCheckpoints: 2,
  cnn: { filters: [32, 64], kernelSize: 5, denseUnits: 1024, dropout: 0.5, biasConstant: 0.1 },
  mlp: { hidden: [128], dropout: 0 },
  activation: 'relu',
} as const;
