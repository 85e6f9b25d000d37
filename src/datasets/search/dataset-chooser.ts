import { formatStableJson } from '../../util/stable-json';
import { UserError } from '../../util/user-error';
import type { DatasetSources } from '../dataset-sources';
import { locateDataset, pinDataset } from '../files/pin-dataset';
import { type DatasetSpec, datasetOf } from '../registry';
import { UnfitSettingError } from '../unfit-setting-error';
import type {
  ChosenDataset,
  DatasetCandidates,
  DatasetChoice,
  DatasetRefusal,
} from './dataset-choice';
import { findDataset } from './find-dataset';

/** Where the data of trials are looked for. */
export type DatasetLookup = Pick<DatasetChooser, 'choose' | 'glance' | 'chosen'>;

/**
 * Takes the first data set of a list that can be had, and remembers its choice. A setting that asks
 * for more than a data set has is a mistake of the spec and no reason to use other data; it is told
 * before anything is downloaded.
 */
export class DatasetChooser {
  private readonly choices = new Map<string, DatasetChoice>();
  private readonly glances = new Map<string, DatasetChoice>();
  private isLacking = false;

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

  /** Takes the first candidate if it is there already, or finds that it is asked for too much. */
  async glance(candidates: DatasetCandidates): Promise<void> {
    const [first] = listCandidates(candidates);
    if (first === undefined) return;
    const { state, choice } = await examine(first, this.sources);
    const isKnown =
      state === 'known' &&
      (await findDataset(first.dataset, { ...this.sources, download: false })).available;
    if (isKnown || state === 'unfit') this.glances.set(formatStableJson(candidates), choice);
  }

  /** What was chosen; `undefined` where nobody asked. */
  chosen(candidates: DatasetCandidates): DatasetChoice {
    const key = formatStableJson(candidates);
    return this.choices.get(key) ?? this.glances.get(key);
  }

  /** The same choices for a spec in a folder, from which the paths in it start. */
  startingFrom(folder: string): DatasetLookup {
    const locate = (candidates: DatasetCandidates): DatasetCandidates =>
      Array.isArray(candidates)
        ? candidates.map((dataset: DatasetSpec) => locateDataset(dataset, folder))
        : locateDataset(candidates as DatasetSpec, folder);
    return {
      choose: (candidates) => this.choose(locate(candidates)),
      glance: (candidates) => this.glance(locate(candidates)),
      chosen: (candidates) => this.chosen(locate(candidates)),
    };
  }

  /** Whether it was in vain that some candidates were looked for: none of them is there. */
  lacksSome(): boolean {
    return this.isLacking;
  }

  private async search(candidates: DatasetCandidates): Promise<DatasetChoice> {
    const reasons: string[] = [];
    let hint: string | undefined;
    for (const candidate of listCandidates(candidates)) {
      const { dataset } = candidate;
      const { state, choice } = await examine(candidate, this.sources);
      if (state === 'unfit') return choice;
      const availability = await findDataset(dataset, this.sources);
      if (availability.available) {
        if (reasons.length > 0)
          this.onFallback(`${reasons.join('\n')}\nUsing ${dataset.name} instead.`);
        return state === 'known' ? choice : (await examine(candidate, this.sources)).choice;
      }
      reasons.push(availability.reason);
      hint ??= availability.hint;
    }
    this.isLacking = true;
    return { path: [], message: reasons.join('; '), hint };
  }
}

/** A candidate, and the path that leads to it from the setting `dataset`. */
interface Candidate {
  readonly dataset: DatasetSpec;
  readonly path: readonly number[];
}

function listCandidates(candidates: DatasetCandidates): readonly Candidate[] {
  return Array.isArray(candidates)
    ? candidates.map((dataset: DatasetSpec, index) => ({ dataset, path: [index] }))
    : [{ dataset: candidates as DatasetSpec, path: [] }];
}

/**
 * What can be said of a candidate as far as it is there: `unknown` where files are needed that are
 * missing or damaged, `unfit` where a setting asks for more than there is.
 */
interface Examination {
  readonly state: 'known' | 'unknown' | 'unfit';
  readonly choice: ChosenDataset | DatasetRefusal;
}

async function examine(
  { dataset: written, path }: Candidate,
  sources: DatasetSources,
): Promise<Examination> {
  try {
    const { dataset, files } = pinDataset(written);
    const facts = await datasetOf(dataset).facts(dataset, { ...sources, files });
    return { state: 'known', choice: { dataset, facts, files } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint } = error;
    return error instanceof UnfitSettingError
      ? { state: 'unfit', choice: { path: [...path, error.setting], message, hint } }
      : { state: 'unknown', choice: { path, message, hint } };
  }
}
