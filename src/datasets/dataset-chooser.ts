import type { DatasetChoice } from '../plan/plan-experiment';
import type { DatasetSpec } from '../spec/dataset-schema';
import { formatStableJson } from '../util/stable-json';
import { UserError } from '../util/user-error';
import type { DatasetSources } from './dataset-sources';
import { datasetFacts, findDataset } from './registry';
import { UnfitSettingError } from './unfit-setting-error';

/** One data set, or several of which the first that can be had is taken. */
export type DatasetCandidates = DatasetSpec | readonly DatasetSpec[];

/** Takes the first data set of a list that can be had, and remembers its choice. */
export class DatasetChooser {
  private readonly choices = new Map<string, DatasetChoice>();
  private readonly glances = new Map<string, DatasetChoice>();

  /** @param onFallback is told why others than the first candidate are used. */
  constructor(
    private readonly sources: DatasetSources,
    private readonly onFallback: (text: string) => void,
  ) {}

  /** Looks for the candidates, and downloads what is missing where that is allowed. */
  async choose(candidates: DatasetCandidates): Promise<void> {
    const key = formatStableJson(candidates);
    if (!this.choices.has(key)) this.choices.set(key, await this.search(candidates));
  }

  /** Takes the first candidate if it is there already; otherwise nothing is chosen. */
  async glance(candidates: DatasetCandidates): Promise<void> {
    const [first] = listOf(candidates);
    if (first === undefined) return;
    const { available } = await findDataset(first, { ...this.sources, download: false });
    const path = Array.isArray(candidates) ? [0] : [];
    if (available) this.glances.set(formatStableJson(candidates), this.describe(first, path));
  }

  /** What was chosen; `undefined` where nobody asked. */
  chosen(candidates: DatasetCandidates): DatasetChoice {
    const key = formatStableJson(candidates);
    return this.choices.get(key) ?? this.glances.get(key);
  }

  private async search(candidates: DatasetCandidates): Promise<DatasetChoice> {
    const reasons: string[] = [];
    let hint: string | undefined;
    for (const [index, dataset] of listOf(candidates).entries()) {
      const availability = await findDataset(dataset, this.sources);
      if (availability.available) {
        if (reasons.length > 0)
          this.onFallback(`${reasons.join('\n')}\nUsing ${dataset.name} instead.`);
        return this.describe(dataset, Array.isArray(candidates) ? [index] : []);
      }
      reasons.push(availability.reason);
      hint ??= availability.hint;
    }
    return { path: [], message: reasons.join('; '), hint };
  }

  private describe(dataset: DatasetSpec, path: readonly number[]): DatasetChoice {
    try {
      return { dataset, facts: datasetFacts(dataset, this.sources) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const setting = error instanceof UnfitSettingError ? [error.setting] : [];
      return { path: [...path, ...setting], message: error.message, hint: error.hint };
    }
  }
}

function listOf(candidates: DatasetCandidates): readonly DatasetSpec[] {
  return Array.isArray(candidates) ? candidates : [candidates as DatasetSpec];
}
