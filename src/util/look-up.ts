/**
 * What stands under a key that must be there.
 *
 * @throws Error where it isn't.
 */
export function lookUp<Key, Item>(items: ReadonlyMap<Key, Item>, key: Key): Item {
  const item = items.get(key);
  if (item === undefined) throw new Error(`Nothing is named ${String(key)}`);
  return item;
}
