/** What can change the numbers of a run besides its settings; recorded with every run. */
export interface Environment {
  readonly ablateVersion: string;
  readonly nodeVersion: string;
  readonly platform: string;
  readonly cpuModel: string;
  readonly cores: number;
  /** TensorFlow threads of the run. */
  readonly threads: number;
  /** Commit of the working folder, where it is a git checkout. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null;
}

/** The environment as far as only the run's own process knows it. */
export interface RunEnvironment extends Environment {
  readonly tensorflowVersion: string;
  readonly tfjsVersion: string;
  readonly engine: string;
  readonly dataset: { readonly name: string; readonly checksum: string };
}
