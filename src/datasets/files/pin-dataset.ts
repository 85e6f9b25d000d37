import path from 'node:path';
import { type DatasetSpec, datasetOf } from '../registry';
import { formatPin, parsePin } from './file-pin';
import { hashContents } from './hash-contents';

/** A data set by the contents of its files, with where these lie on this machine. */
export interface PinnedDataset {
  readonly dataset: DatasetSpec;
  /** Absolute paths by SHA-256; empty where a data set has no files of the user. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Replaces the paths in the settings of a data set by the contents that lie there.
 *
 * @throws UserError where there is no such file.
 */
export function pinDataset(spec: DatasetSpec): PinnedDataset {
  const files: Record<string, string> = {};
  const dataset = mapPaths(spec, (written) => {
    if (parsePin(written) !== undefined) return written;
    const place = path.resolve(written);
    const sha256 = hashContents(place);
    files[sha256] = place;
    return formatPin({ name: path.basename(place), sha256 });
  });
  return { dataset, files };
}

/** A data set whose paths, as a spec in `folder` writes them, are absolute. */
export function locateDataset(spec: DatasetSpec, folder: string): DatasetSpec {
  return mapPaths(spec, (written) =>
    parsePin(written) === undefined ? path.resolve(folder, written) : written,
  );
}

function mapPaths(spec: DatasetSpec, change: (written: string) => string): DatasetSpec {
  return datasetOf(spec).fileSettings.reduce<DatasetSpec>(
    (changed, keys) => changeAt(changed, keys, change) as DatasetSpec,
    spec,
  );
}

function changeAt(
  value: unknown,
  [key, ...rest]: readonly string[],
  change: (written: string) => string,
): unknown {
  if (key === undefined) return typeof value === 'string' ? change(value) : value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  const inner = (value as Record<string, unknown>)[key];
  return { ...value, [key]: changeAt(inner, rest, change) };
}
