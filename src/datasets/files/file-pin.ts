/** A file that a setting names, once its contents are known. */
export interface FilePin {
  /** The last part of its path: the folder has no say in what a run is. */
  readonly name: string;
  /** Of its contents, in hexadecimal. */
  readonly sha256: string;
}

const pinned = /^(.*) sha256:([0-9a-f]{64})$/s;

/** What stands for a path in resolved settings: by it, equal contents make equal runs wherever they lie. */
export function formatPin({ name, sha256 }: FilePin): string {
  return `${name} sha256:${sha256}`;
}

/** Reads what `formatPin` wrote; undefined for anything else, such as a path. */
export function parsePin(text: string): FilePin | undefined {
  const [, name, sha256] = pinned.exec(text) ?? [];
  return name === undefined || sha256 === undefined ? undefined : { name, sha256 };
}
