import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { useScratchFolder } from '../../scratch-folder';
import { parquetOfArrow } from './files-of-others';

const scratch = useScratchFolder();
const settings = {
  name: 'parquet',
  file: 'a.parquet',
  label: 'kind',
  standardize: false,
  split: { validation: 0, test: 0 },
};

/** What an expression is, with the functions of read-spec, in a process of its own: hyparquet is an ES module, which Jest can't load. */
function evaluate(expression: string, given: object, bytes: Uint8Array): unknown {
  const code = `
    const { readSpec, findFault } = require(${JSON.stringify(path.join(__dirname, 'read-spec.js'))});
    const files = { 'a.parquet': Buffer.from(${JSON.stringify(Buffer.from(bytes).toString('base64'))}, 'base64') };
    const settings = ${JSON.stringify({ ...settings, ...given })};
    const folder = ${JSON.stringify(scratch())};
    (async () => console.log(JSON.stringify(await (${expression}))))();`;
  return JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }));
}

test('parquet reads what Arrow wrote', () => {
  const expression = `readSpec(folder, settings, files).then(({ data, facts }) =>
    ({ inputs: [...data.train.inputs], names: data.classNames, features: facts.features }))`;
  expect(evaluate(expression, { missing: 'mean' }, parquetOfArrow)).toEqual({
    inputs: [0.1, 1, 1, 0, 2.5, 2, 0, 1, 1.3, 3, 1, 0].map((value) => expect.closeTo(value, 6)),
    names: ['a', 'b'],
    features: [
      { name: 'x', fill: [expect.closeTo(1.3, 6)] },
      { name: 'n', fill: [2] },
      { name: 'color', categories: ['red', 'blue'], fill: [2 / 3, 1 / 3] },
    ],
  });
});

test.each([
  ['an empty cell', parquetOfArrow, 'a.parquet, row 3, column "x": the cell is empty'],
  ['its end missing', parquetOfArrow.subarray(0, 200), 'a.parquet is no Parquet file, or damaged'],
  ['other contents', Buffer.from('PAR1 and text'), 'a.parquet is no Parquet file, or damaged'],
])('a Parquet file with %s is refused', (_, bytes, message) => {
  expect(evaluate('findFault(folder, settings, files)', {}, bytes)).toContain(message);
});
