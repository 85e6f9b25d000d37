import type { ExperimentDirectory } from '../../../src/records/experiment-directory';

/** A way to have a grid executed, and where that can be tried. */
export interface ContractLauncher {
  readonly title: string;
  /** Why it can't be tried here; undefined where it can. */
  readonly obstacle: string | undefined;
  /** Whether it starts again by itself what it stopped, or what a node took with it. */
  readonly startsAgain: boolean;
  /** Makes ready for grids; `folder` is its own. */
  open(folder: string): Promise<LauncherSite>;
}

/** Where grids can be launched, one after the other. */
export interface LauncherSite {
  /** Launches what is missing of a grid; resolves when that is accepted. */
  launch(grid: ContractGrid): Promise<LaunchedGrid>;
  close(): Promise<void>;
}

/** A grid to launch. */
export interface ContractGrid {
  /** The file of its spec. */
  readonly spec: string;
  readonly results: string;
  readonly directory: ExperimentDirectory;
}

/** A grid that was launched, and what can happen to it. Each of these waits until a run is trained. */
export interface LaunchedGrid {
  /** Settles when nothing of it runs or waits any more. */
  end(): Promise<void>;
  /** Kills a process that trains a run with -9. */
  killWorker(): Promise<void>;
  /** Ends a machine with all that it trains, at once. */
  loseNode(): Promise<void>;
  /** Ends it as its user does. */
  cancel(): Promise<void>;
  /** Has it hear that its time is up. */
  reachDeadline(): Promise<void>;
  /** Has something else take its place. */
  preempt(): Promise<void>;
}
