import type { OwnRoom } from '../../kinds/own-kinds';

/** A kind of a user's own code that was loaded, or why that was not possible. */
export type OwnCodeLoading =
  | { readonly ok: true; readonly name: string; readonly room: OwnRoom }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/**
 * Loads what a file of the user exports and makes it known by a name.
 *
 * @param reference as the spec has it: `./swish.ts`.
 */
export type OwnCodeLoader = (reference: string) => OwnCodeLoading;

/** The key of a setting whose kind is own code. */
export const moduleKey = 'module';
