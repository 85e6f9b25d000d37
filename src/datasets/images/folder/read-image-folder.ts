import fs from 'node:fs';
import path from 'node:path';
import { formatBytes } from '../../../util/format-bytes';
import { machineMemory } from '../../../util/process/machine-memory';
import { UserError } from '../../../util/user-error';
import type { Split, SplitName } from '../../dataset';
import type { FileAccess } from '../../files/file-access';
import { parsePin } from '../../files/file-pin';
import { listDataFolder } from '../../files/list-data-folder';
import { type ParsedDataset, splitNames } from '../../files/parsed-dataset';
import {
  drawSplits,
  listShortly,
  nameLackingClasses,
  splitId,
  undecided,
} from '../../tables/assign-splits';
import { UnfitSettingError } from '../../unfit-setting-error';
import { pixelScaling } from '../pixel-scaling';
import { arrangeFolder, type FolderArrangement } from './arrange-folder';
import { type DecodedImage, decodeImage, type ImageForm } from './decode-image';
import type { ImagesSpec } from './images-settings';

/** Class ids are bytes. */
const maxClasses = 256;

/** Decoded at once: what libuv has threads for. */
const decodersAtOnce = 4;

/** So many images that can't be read are told of. */
const mostFaults = 10;

const progressIntervalMs = 200;

/**
 * Reads a folder of images: all of them, or an error that names those that can't be read. Memory holds
 * the examples and a few images that are decoded.
 *
 * @throws UserError as said; UnfitSettingError where `size` makes more of them than fits.
 */
export async function readImageFolder(spec: ImagesSpec, files: FileAccess): Promise<ParsedDataset> {
  const folder = files.pathOf(spec.folder);
  const title = parsePin(spec.folder)?.name ?? path.basename(folder);
  if (!fs.statSync(folder).isDirectory()) {
    throw new UnfitSettingError('folder', `${title} is a file, not a folder`, 'Name its folder.');
  }
  const { files: paths, folders } = listDataFolder(folder);
  const arrangement = arrangeFolder(title, paths, folders);
  const { classNames, images } = arrangement;
  if (classNames.length > maxClasses) {
    throw new UserError(`${title} has ${classNames.length} classes, more than ${maxClasses}`, {
      hint: 'Check that its folders are classes.',
    });
  }
  const [height, width] = Array.isArray(spec.size) ? spec.size : [spec.size, spec.size];
  const form: ImageForm = { height, width, color: spec.color, fit: spec.fit };
  const inputShape = [height, width, spec.color === 'rgb' ? 3 : 1];
  const size = inputShape.reduce((product, length) => product * length, 1);
  checkMemory(images.length * size, images.length, inputShape);

  const { splits, notes } = divide(title, arrangement, spec.split);
  const filled = allocate(splits, size);
  const places = placeImages(splits);
  const odd = { frames: 0, transparent: 0 };
  await decodeAll(
    { title, folder, arrangement, form, dataset: spec.name },
    files,
    (at, decoded) => {
      const split = filled[splitNames[splits[at] as number] as SplitName];
      const place = places[at] as number;
      split.inputs.set(decoded.pixels, place * size);
      split.labels[place] = images[at]?.label as number;
      odd.frames += decoded.frames > 1 ? 1 : 0;
      odd.transparent += decoded.hasAlpha ? 1 : 0;
    },
  );
  return {
    inputShape,
    classNames,
    ...pixelScaling(spec.range),
    ...filled,
    notes: [
      ...arrangement.notes,
      ...notes,
      ...(odd.frames > 0 ? [`the first picture is taken of ${odd.frames} with several`] : []),
      ...(odd.transparent > 0
        ? [`what is transparent becomes white in ${odd.transparent} images with an alpha channel`]
        : []),
    ],
  };
}

function checkMemory(bytes: number, count: number, shape: readonly number[]): void {
  const memory = machineMemory();
  if (bytes <= memory / 2) return;
  throw new UnfitSettingError(
    'size',
    `${count} images of ${shape.join(' x ')} take ${formatBytes(bytes)} of memory, more than half of the ${formatBytes(memory)} that there are`,
    'Make `size` smaller.',
  );
}

/** The split of every image, an index of `splitNames`; what has no folder of its own is drawn. */
function divide(
  title: string,
  { images, classNames }: FolderArrangement,
  fractions: ImagesSpec['split'],
): { readonly splits: Uint8Array; readonly notes: readonly string[] } {
  const labels = Uint8Array.from(images, ({ label }) => label);
  const has = (name: SplitName): boolean => images.some(({ split }) => split === name);
  const splits = Uint8Array.from(images, ({ split }) =>
    split === undefined || split === 'train' ? undecided : splitId[split],
  );
  drawSplits(labels, splits, {
    ...fractions,
    ...(has('validation') && { validation: 0 }),
    ...(has('test') && { test: 0 }),
  });
  const lacking = nameLackingClasses(labels, splits, classNames);
  if (lacking.train.length > 0) {
    throw new UserError(`${title}: no image of ${listShortly(lacking.train)} is left to train on`, {
      hint: 'Add images of it, or make the shares of `split` smaller.',
    });
  }
  return { splits, notes: lacking.others };
}

interface FilledSplit extends Split {
  readonly inputs: Uint8Array;
}

function allocate(splits: Uint8Array, size: number): Record<SplitName, FilledSplit> {
  const open = (name: SplitName): FilledSplit => {
    const count = splits.reduce((sum, split) => sum + (split === splitId[name] ? 1 : 0), 0);
    return { count, inputs: new Uint8Array(count * size), labels: new Uint8Array(count) };
  };
  return { train: open('train'), validation: open('validation'), test: open('test') };
}

/** Which example of its split each image becomes. */
function placeImages(splits: Uint8Array): Int32Array {
  const next = [0, 0, 0];
  return Int32Array.from(splits, (split) => {
    const place = next[split] as number;
    next[split] = place + 1;
    return place;
  });
}

interface DecodingJob {
  readonly title: string;
  readonly dataset: string;
  readonly folder: string;
  readonly arrangement: FolderArrangement;
  readonly form: ImageForm;
}

/** Decodes all images, some at once, and hands each to `take`. */
async function decodeAll(
  { title, dataset, folder, arrangement, form }: DecodingJob,
  { onProgress }: FileAccess,
  take: (at: number, decoded: DecodedImage) => void,
): Promise<void> {
  const { images } = arrangement;
  const sizes = images.map(({ path: name }) => fs.statSync(path.join(folder, name)).size);
  const totalBytes = sizes.reduce((sum, size) => sum + size, 0);
  const faults: { readonly at: number; readonly name: string; readonly error: UserError }[] = [];
  let [next, receivedBytes, toldMs] = [0, 0, 0];
  const work = async (): Promise<void> => {
    while (next < images.length && faults.length < mostFaults) {
      const at = next;
      next += 1;
      const name = images[at]?.path as string;
      try {
        take(at, await decodeImage(path.join(folder, name), form));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        faults.push({ at, name, error });
      }
      receivedBytes += sizes[at] as number;
      if (performance.now() < toldMs + progressIntervalMs) continue;
      toldMs = performance.now();
      onProgress?.({ dataset, file: title, isRead: true, receivedBytes, totalBytes });
    }
  };
  await Promise.all(Array.from({ length: decodersAtOnce }, work));
  const [first, ...others] = faults.sort((a, b) => a.at - b.at);
  if (first === undefined) return;
  const all = [first, ...others].map(({ name, error }) => `${title}/${name}: ${error.message}`);
  if (others.length === 0) throw new UserError(all.join(), { hint: first.error.hint });
  const count = faults.length < mostFaults ? `${all.length}` : `at least ${all.length}`;
  throw new UserError(`${count} images can't be read:\n${all.join('\n')}`, {
    hint: 'Replace them by fresh copies, or take them away.',
  });
}
