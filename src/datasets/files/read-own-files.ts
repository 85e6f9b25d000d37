import fs from 'node:fs';
import { formatStableJson } from '../../util/stable-json';
import { UserError } from '../../util/user-error';
import type { Dataset } from '../dataset';
import { checksumOfFiles } from '../dataset-checksum';
import type { DatasetFacts } from '../dataset-facts';
import type { DatasetSources } from '../dataset-sources';
import type { FileAccess } from './file-access';
import { parsePin } from './file-pin';
import { hashContents } from './hash-contents';
import { keepParsed, readParsed, readParsedFacts } from './parsed-cache';
import { factsOf, type ParsedDataset } from './parsed-dataset';

/** A resolved spec, of whatever data set. */
type AnySpec = { readonly name: string };

type Read = (files: FileAccess) => Promise<ParsedDataset>;

/** What was found of specs, or what is wrong with their files: no file is read twice to say it. */
const known = new Map<string, Promise<DatasetFacts>>();

/** What planning has to know; parses the files unless a copy is kept. */
export function factsOfOwnFiles(
  spec: AnySpec,
  sources: DatasetSources,
  read: Read,
): Promise<DatasetFacts> {
  const key = formatStableJson([spec, sources.files ?? {}, sources.cacheFolder]);
  const facts = known.get(key) ?? findFacts(spec, sources, read);
  known.set(key, facts);
  return facts;
}

async function findFacts(
  spec: AnySpec,
  sources: DatasetSources,
  read: Read,
): Promise<DatasetFacts> {
  const kept = readParsedFacts(sources.cacheFolder, spec);
  return kept ?? factsOf(await parse(spec, sources, read));
}

/** The data: the copy that is kept, or else what the files hold. */
export async function loadOwnFiles(
  spec: AnySpec,
  sources: DatasetSources,
  read: Read,
): Promise<Dataset> {
  const parsed = readParsed(sources.cacheFolder, spec) ?? (await parse(spec, sources, read));
  const { notes, features, ...data } = parsed;
  return { name: spec.name, ...data, checksum: checksumOfFiles(spec, []) };
}

async function parse(spec: AnySpec, sources: DatasetSources, read: Read): Promise<ParsedDataset> {
  const { onProgress, cacheFolder } = sources;
  const pathOf = (setting: string): string => locatePinned(setting, sources);
  const parsed = await read({ pathOf, ...(onProgress && { onProgress }) });
  keepParsed(cacheFolder, spec, parsed);
  return parsed;
}

function locatePinned(setting: string, { files = {} }: DatasetSources): string {
  const pin = parsePin(setting);
  const place = pin && files[pin.sha256];
  if (pin === undefined || place === undefined) {
    throw new UserError(`Nobody said where ${pin?.name ?? setting} lies`, {
      hint: 'Run the spec again: its plan says where its files are.',
    });
  }
  if (!fs.existsSync(place)) {
    throw new UserError(`${pin.name} is not at ${place} any more, or not on this machine`, {
      hint: 'Put it there, or run the spec again where it is.',
    });
  }
  if (hashContents(place) !== pin.sha256) {
    throw new UserError(`${place} holds something else than when the runs were planned`, {
      hint: 'Run the spec again to plan with it as it is now, or put the old file back.',
    });
  }
  return place;
}
