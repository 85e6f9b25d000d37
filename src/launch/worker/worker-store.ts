import { KeptDatasets } from '../../datasets/kept-datasets';
import type { Engine } from '../../engine/engine';
import { openEngine } from '../../engine/open-engine';
import { LeaseWatch } from '../../leases/lease-watch';
import type { EngineName } from '../../spec/experiment-schema';

/** Bytes of examples that stay in a worker: MNIST is 55 MB. */
const datasetBytes = 2 ** 29;

/** What stays in a worker from one task to the next. */
export class WorkerStore {
  readonly datasets = new KeptDatasets(datasetBytes);
  /** What has been seen of leases. */
  readonly watch = new LeaseWatch();
  private readonly engines = new Map<EngineName, Engine>();

  /** The engine of a name, with the programs that it keeps. */
  engineOf(name: EngineName): Engine {
    const engine = this.engines.get(name) ?? openEngine(name);
    this.engines.set(name, engine);
    return engine;
  }
}
