/** The names of the classes that are chosen, in the order of their new ids; all where none are. */
export function chosenClassNames(
  names: readonly string[],
  classes: readonly number[] | undefined,
): readonly string[] {
  return classes?.map((label) => names[label] ?? `${label}`) ?? names;
}
