/** What the updates of one step work on; maps are by variable. */
export interface UpdateRequest {
  /** What the names of the step's nodes begin with: empty, or ending in `/`. */
  readonly prefix: string;
  /** The same for constants, which the steps of one call share. */
  readonly constantPrefix: string;
  readonly gradients: ReadonlyMap<string, string>;
  /** The node that gives a number of the step, such as `learningRate`, or one of the run. */
  input(name: string): string;
  /** The node that reads a variable as it is before the step. */
  readVariable(name: string): string;
  /** Whether weight decay is for a variable. */
  decays(variable: string): boolean;
  /** Nodes that a variable's update in place has to wait for. */
  readonly lateReaders: ReadonlyMap<string, readonly string[]>;
}

/** A variable to update, or a piece of one. */
export interface UpdateTarget {
  readonly variable: string;
  /** The node of its gradient. */
  readonly gradient: string;
}
