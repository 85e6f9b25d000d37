/** The part of jStat that is used; the package brings no types. */
declare module 'jstat' {
  /** Student's t distribution. */
  interface StudentT {
    /** The quantile of a probability. */
    inv(probability: number, degreesOfFreedom: number): number;
    /** The probability of values up to x. */
    cdf(x: number, degreesOfFreedom: number): number;
  }
  /** The chi-squared distribution. */
  interface ChiSquared {
    inv(probability: number, degreesOfFreedom: number): number;
  }
  /** The beta distribution. */
  interface Beta {
    inv(probability: number, alpha: number, beta: number): number;
  }
  /** The normal distribution. */
  interface Normal {
    inv(probability: number, mean: number, stddev: number): number;
    cdf(x: number, mean: number, stddev: number): number;
  }
  const jStat: {
    readonly studentt: StudentT;
    readonly chisquare: ChiSquared;
    readonly beta: Beta;
    readonly normal: Normal;
  };

  export { jStat };
}
