import { UserError } from '../../util/user-error';

/** Options of sbatch that are decided here, and what to say in their place. */
const decided: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/^(--array\b|-a)/, '--workers says how many there are.'],
  [/^(--dependency\b|-d)/, 'What collects the results waits for the workers by it.'],
  [/^--wrap\b/, 'What is executed is in the scripts of the folder.'],
  [/^(--wait|-W)$/, 'ablate status --watch shows how it goes.'],
];

/**
 * Refuses options for sbatch that would take apart what is submitted.
 *
 * @throws UserError naming the first.
 */
export function refuseOptions(options: readonly string[]): void {
  for (const option of options) {
    const [, instead] = decided.find(([pattern]) => pattern.test(option)) ?? [];
    if (instead === undefined) continue;
    throw new UserError(`${option} can't be passed on to sbatch`, { hint: instead });
  }
}
