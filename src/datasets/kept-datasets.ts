import { formatStableJson } from '../util/stable-json';
import type { Dataset, Split } from './dataset';
import type { DatasetSources } from './dataset-sources';
import { type DatasetSpec, datasetOf } from './registry';

/**
 * Data sets that stay in memory for the next run that asks for the same data. Beyond a limit those
 * leave that were asked for least recently; the newest stays whatever its size.
 */
export class KeptDatasets {
  /** By what is asked for, the most recent last. */
  private readonly kept = new Map<string, Dataset>();

  /** @param limitBytes what the examples of all of them may take. */
  constructor(private readonly limitBytes: number) {}

  /**
   * The data of a spec. They are shared: nobody may change them.
   *
   * @throws UserError where they can't be had, as `DatasetKind.load` does.
   */
  async load(spec: DatasetSpec, runSeed: number, sources: DatasetSources): Promise<Dataset> {
    const kind = datasetOf(spec);
    const seed = kind.drawsFromRunSeed(spec) ? runSeed : null;
    const key = formatStableJson([spec, seed, sources.folders, sources.cacheFolder]);
    const dataset = this.kept.get(key) ?? (await kind.load(spec, runSeed, sources));
    this.kept.delete(key);
    this.kept.set(key, dataset);
    this.makeRoom();
    return dataset;
  }

  private makeRoom(): void {
    let bytes = 0;
    for (const [key, dataset] of [...this.kept].reverse()) {
      const isNewest = bytes === 0;
      bytes += countBytes(dataset);
      if (!isNewest && bytes > this.limitBytes) this.kept.delete(key);
    }
  }
}

function countBytes({ train, validation, test }: Dataset): number {
  const ofSplit = ({ inputs, labels }: Split): number => inputs.byteLength + labels.byteLength;
  return [train, validation, test].map(ofSplit).reduce((sum, bytes) => sum + bytes, 0);
}
