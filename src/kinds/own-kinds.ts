import type { Kind, KindRegistry } from './kind';

/** What of a spec a user's own code can be. */
export const ownRooms = ['activation', 'dataset', 'layer', 'optimizer'] as const;

/** The room that a kind of a user's own code belongs to. */
export type OwnRoom = (typeof ownRooms)[number];

/** A kind from a file of the user, known in this process by a name that its content decides. */
export interface OwnKind {
  readonly room: OwnRoom;
  readonly kind: Kind;
  /** Absolute path. */
  readonly file: string;
}

const loaded = new Map<string, OwnKind>();

/** Makes a kind known under a name that no other content has. */
export function addOwnKind(name: string, own: OwnKind): void {
  loaded.set(name, own);
}

/** The kind of a name that this process has loaded. */
export function findOwnKind(name: string): OwnKind | undefined {
  return loaded.get(name);
}

/**
 * The kind of a name: one of the registry, or of a user's own code.
 *
 * @throws Error where the name is of own code that this process has not loaded.
 */
export function kindOf<Any extends Kind>(
  registry: KindRegistry<Any>,
  room: OwnRoom,
  name: string,
): Any {
  const known = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (known !== undefined) return known;
  const own = loaded.get(name);
  if (own?.room !== room) throw new Error(`The own ${room} ${name} is not loaded`);
  // What stands there was checked against its room when it was loaded.
  return own.kind as Any;
}
