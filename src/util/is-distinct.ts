/** Whether no two values are equal. */
export function isDistinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
