/** A trained model whose weights others may start from. */
export interface InitialModel {
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Its name and the SHA-256 of its contents: what settings have in place of a path. */
  readonly pin: string;
  /** Shapes of its weights by name: `conv1/kernel`. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

/** Why there is no such model. */
export interface InitialModelRefusal {
  readonly message: string;
  readonly hint: string | undefined;
}

/** Finds the trained model that a spec names. */
export type InitialModelLookup = (from: string) => InitialModel | InitialModelRefusal;
