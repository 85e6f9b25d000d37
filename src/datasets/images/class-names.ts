/** What classes of digits are called. */
export const digitNames: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The names of the classes that are chosen, in the order of their new ids; all where none are. */
export function chosenClassNames(
  names: readonly string[],
  classes: readonly number[] | undefined,
): readonly string[] {
  return classes?.map((label) => names[label] ?? `${label}`) ?? names;
}
