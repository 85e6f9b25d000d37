import { UserError } from '../../../util/user-error';
import type { SplitName } from '../../dataset';
import { listShortly } from '../../tables/assign-splits';
import { naturalOrder } from '../../tables/natural-order';

/** One image of a folder. */
export interface FolderImage {
  /** Its path in the folder, with `/` between the parts. */
  readonly path: string;
  /** Class id. */
  readonly label: number;
  /** The split whose folder it is in, where there are such. */
  readonly split: SplitName | undefined;
}

/** What a folder of images holds. */
export interface FolderArrangement {
  /** In natural order, 2 before 10. */
  readonly classNames: readonly string[];
  readonly images: readonly FolderImage[];
  /** What is not used, in words. */
  readonly notes: readonly string[];
}

/** What people call the folders of splits, in small letters. */
const splitFolders: Readonly<Record<string, SplitName>> = {
  train: 'train',
  training: 'train',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  test: 'test',
  testing: 'test',
};

/** Files that claim to be images, also of formats that are not read: those are refused, not passed by. */
const imageName = /\.(jpe?g|jfif|png|webp|gif|tiff?|avif|bmp|hei[cf]|ico|psd|svg|jp2|jxl)$/i;

const layoutHint =
  'There is to be a folder for each class, or folders `train`, `validation` and `test` with a folder for each class.';

/**
 * Finds classes and splits in the layout of a folder.
 *
 * @param title of the folder, as errors name it.
 * @param files paths of all files in it, with `/` between the parts.
 * @param folders likewise of folders, also of empty ones.
 * @throws UserError that names the folder or the file that is out of place.
 */
export function arrangeFolder(
  title: string,
  files: readonly string[],
  folders: readonly string[],
): FolderArrangement {
  const roots = findSplitFolders(title, childrenOf('', folders)) ?? [
    { folder: '', split: undefined },
  ];
  const classes = roots.map(({ folder }) => childrenOf(folder, folders));
  const classNames = naturalOrder(classes[0] ?? []);
  if (classNames.length === 0) {
    throw new UserError(`${show(title, roots[0]?.folder)} has no folders of classes`, {
      hint: layoutHint,
    });
  }
  const images: FolderImage[] = [];
  const passedBy: string[] = [];
  for (const [place, { folder, split }] of roots.entries()) {
    compareClasses(title, folder, classes[place] ?? [], roots[0]?.folder ?? '', classNames);
    const counts = classNames.map(() => 0);
    for (const path of files.filter((file) => file.startsWith(inside(folder)))) {
      const [className = '', ...rest] = path.slice(inside(folder).length).split('/');
      const label = rest.length === 0 ? -1 : classNames.indexOf(className);
      if (!imageName.test(path)) passedBy.push(path);
      else if (label === -1) throw outOfPlace(title, path);
      else {
        images.push({ path, label, split });
        counts[label] = (counts[label] ?? 0) + 1;
      }
    }
    const empty = classNames.filter((_, label) => counts[label] === 0);
    if (empty.length > 0) {
      const where = empty.map((name) => show(title, inside(folder) + name));
      throw new UserError(`no image lies in ${listShortly(where)}`, {
        hint: 'Put images there, or take the folder away.',
      });
    }
  }
  if (roots[0]?.folder !== '') {
    const strays = files.filter((file) => !file.includes('/'));
    const stray = strays.find((file) => imageName.test(file));
    if (stray !== undefined) throw outOfPlace(title, stray);
    passedBy.push(...strays);
  }
  const count =
    passedBy.length === 1 ? '1 file is no image' : `${passedBy.length} files are no images`;
  const notes = passedBy.length === 0 ? [] : [`${count} by name: ${listShortly(passedBy)}`];
  return { classNames, images, notes };
}

interface Root {
  /** Where folders of classes are; empty for the folder itself. */
  readonly folder: string;
  readonly split: SplitName | undefined;
}

/** The folders of splits, training first; undefined where the folders are classes. */
function findSplitFolders(title: string, top: readonly string[]): Root[] | undefined {
  const splitOf = (name: string): SplitName | undefined =>
    Object.hasOwn(splitFolders, name.toLowerCase()) ? splitFolders[name.toLowerCase()] : undefined;
  const roots = top.flatMap((folder) => {
    const split = splitOf(folder);
    return split === undefined ? [] : [{ folder, split }];
  });
  const train = roots.filter(({ split }) => split === 'train');
  if (train.length === 0 || (roots.length < top.length && roots.length === 1)) return undefined;
  const other = top.find((name) => splitOf(name) === undefined);
  if (other !== undefined) {
    const message = `${show(title, other)} stands beside ${roots.map(({ folder }) => folder).join(' and ')}`;
    throw new UserError(`${message}: it is neither of them`, { hint: layoutHint });
  }
  const twice = roots.find(({ split }, at) => roots.findIndex((root) => root.split === split) < at);
  if (twice !== undefined) {
    const same = roots.filter(({ split }) => split === twice.split).map(({ folder }) => folder);
    throw new UserError(`${title} has the ${twice.split} split twice: ${same.join(' and ')}`, {
      hint: 'Put their images into one of them.',
    });
  }
  return [...train, ...roots.filter(({ split }) => split !== 'train')];
}

function compareClasses(
  title: string,
  folder: string,
  found: readonly string[],
  trainFolder: string,
  classNames: readonly string[],
): void {
  const lacking = classNames.filter((name) => !found.includes(name));
  const unknown = found.filter((name) => !classNames.includes(name));
  if (lacking.length + unknown.length === 0) return;
  const message =
    lacking.length > 0
      ? `${show(title, folder)} has no folder ${listShortly(lacking)}, which ${show(title, trainFolder)} has`
      : `${show(title, folder)} has a folder ${listShortly(unknown)}, which ${show(title, trainFolder)} has not`;
  throw new UserError(message, { hint: 'All splits have the same folders of classes.' });
}

function outOfPlace(title: string, path: string): UserError {
  return new UserError(`${show(title, path)} lies beside the folders of the classes`, {
    hint: layoutHint,
  });
}

/** The names of the folders that lie right in a folder. */
function childrenOf(folder: string, folders: readonly string[]): string[] {
  const start = inside(folder);
  return folders
    .filter((path) => path.startsWith(start))
    .map((path) => path.slice(start.length))
    .filter((path) => path !== '' && !path.includes('/'));
}

const inside = (folder: string): string => (folder === '' ? '' : `${folder}/`);

const show = (title: string, path: string | undefined): string =>
  path === undefined || path === '' ? title : `${title}/${path}`;
