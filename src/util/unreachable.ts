/** Closes an exhaustive switch: the compiler proves that it can't be reached. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
