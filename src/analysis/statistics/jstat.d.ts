/** The part of jStat that is used; the package brings no types. */
declare module 'jstat' {
  /** Student's t distribution. */
  interface StudentT {
    /** The quantile of a probability. */
    inv(probability: number, degreesOfFreedom: number): number;
    /** The probability of values up to x. */
    cdf(x: number, degreesOfFreedom: number): number;
  }
  const jStat: { readonly studentt: StudentT };

  export { jStat };
}
