import fs from 'node:fs';
import { fillReadme, listFilled } from '../../scripts/spec-reference/fill-readme';
import { README_FILE } from '../../scripts/write-readme-lists';

const readme = fs.readFileSync(README_FILE, 'utf8');

test('the README names all that a spec may name (npm run schema)', () => {
  expect(readme).toBe(fillReadme(readme));
});

test('its table has a list of everything that has kinds, save models, which it explains', () => {
  expect(listFilled(readme).sort()).toEqual([
    'activation',
    'dataset',
    'initializer',
    'layer',
    'loss',
    'optimizer',
    'schedule',
  ]);
});

test('a mark is filled with the names of the schema, whatever stood there', () => {
  expect(fillReadme('a <!-- loss -->old<!-- --> b')).toBe(
    'a <!-- loss -->`softmaxCrossEntropy`, `binaryCrossEntropy`, `meanSquaredError`, `huber`<!-- --> b',
  );
  expect(() => fillReadme('<!-- losses --><!-- -->')).toThrow('Nothing of the schema is called');
});
