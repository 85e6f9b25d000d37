import { UserError } from '../util/user-error';

/**
 * The names of the classes that are chosen, in the order of their new ids; all where none are.
 *
 * @throws UserError where a class is chosen twice
 */
export function chosenClassNames(
  names: readonly string[],
  classes: readonly number[] | undefined,
): readonly string[] {
  if (classes === undefined) return names;
  const twice = classes.find((label, index) => classes.indexOf(label) !== index);
  if (twice !== undefined) {
    throw new UserError(`classes names ${twice} twice`, { hint: 'Name each class once.' });
  }
  return classes.map((label) => names[label] ?? `${label}`);
}
