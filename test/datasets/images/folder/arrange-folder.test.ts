import { arrangeFolder } from '../../../../src/datasets/images/folder/arrange-folder';

/** Arranges a folder with these files; a path that ends with `/` is an empty folder. */
function arrange(...paths: readonly string[]) {
  const files = paths.filter((path) => !path.endsWith('/'));
  const folders = paths.flatMap((path) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, depth) => parts.slice(0, depth + 1).join('/'));
  });
  return arrangeFolder('pets', files, [...new Set(folders)]);
}

test('a folder is a class, in natural order; images may lie deeper in it', () => {
  const { classNames, images, notes } = arrange('10/a.png', '2/b.JPG', '2/old/c.webp', 'README.md');
  expect(classNames).toEqual(['2', '10']);
  expect(images).toEqual([
    { path: '10/a.png', label: 1, split: undefined },
    { path: '2/b.JPG', label: 0, split: undefined },
    { path: '2/old/c.webp', label: 0, split: undefined },
  ]);
  expect(notes).toEqual(['1 file is no image by name: README.md']);
});

test('folders of splits may stand above, under any of their names', () => {
  const { classNames, images } = arrange(
    ...['Train/cat/1.png', 'Train/dog/2.png', 'val/cat/3.png'],
    ...['val/dog/4.png', 'test/cat/5.png', 'test/dog/6.png'],
  );
  expect(classNames).toEqual(['cat', 'dog']);
  expect(images.map(({ split, label }) => [split, label])).toEqual([
    ...[
      ['train', 0],
      ['train', 1],
      ['validation', 0],
      ['validation', 1],
    ],
    ...[
      ['test', 0],
      ['test', 1],
    ],
  ]);
});

test('a class may be called train', () => {
  expect(arrange('train/1.png', 'bus/1.png').classNames).toEqual(['bus', 'train']);
});

test.each([
  ['no folders', ['1.png'], 'pets has no folders of classes'],
  ['no folders in a split', ['train/1.png', 'test/1.png'], 'pets/train has no folders of classes'],
  ['an empty class', ['cat/1.png', 'dog/'], 'no image lies in pets/dog'],
  ['a class of other files', ['cat/1.png', 'dog/a.txt'], 'no image lies in pets/dog'],
  ['an image beside classes', ['cat/1.png', 'dog/1.png', '1.png'], 'pets/1.png lies beside'],
  [
    'an image beside splits',
    ['train/cat/1.png', 'test/cat/1.png', '1.png'],
    'pets/1.png lies beside the folders of the classes',
  ],
  [
    'a class that only training has',
    ['train/cat/1.png', 'train/dog/1.png', 'test/cat/1.png'],
    'pets/test has no folder dog, which pets/train has',
  ],
  [
    'a class that only testing has',
    ['train/cat/1.png', 'test/cat/1.png', 'test/dog/1.png'],
    'pets/test has a folder dog, which pets/train has not',
  ],
  [
    'a class that is empty for testing',
    ['train/cat/1.png', 'train/dog/1.png', 'test/cat/1.png', 'test/dog/'],
    'no image lies in pets/test/dog',
  ],
  [
    'a class beside splits',
    ['train/cat/1.png', 'test/cat/1.png', 'dog/1.png'],
    'pets/dog stands beside',
  ],
  [
    'a split twice',
    ['train/cat/1.png', 'val/cat/1.png', 'valid/cat/1.png'],
    'pets has the validation split twice: val and valid',
  ],
])('%s: the error names the folder', (_, paths, message) => {
  expect(() => arrange(...paths)).toThrow(message);
});
