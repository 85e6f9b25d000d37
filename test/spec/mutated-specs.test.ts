import fc from 'fast-check';
import {
  Document,
  isMap,
  Pair,
  parseDocument,
  Scalar,
  stringify,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { planText } from '../plan/plan-samples';
import { sampleSpecs } from './sample-specs';

/*
 * Damaged specs: whatever is done to a valid one, the answer is a plan or problems that stand inside
 * the text and say something; never an exception.
 */

const sample = fc.constantFrom(...sampleSpecs);
const garbage = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant({}),
  fc.constant([]),
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '1e999',
    '.nan',
    '.inf',
    '-1',
    '0x10',
    'full',
    'epoch',
  ),
);

/** Puts a slip of the fingers into a word: a letter lost, doubled, swapped or wrong. */
function misspell(word: string, at: number, kind: number): string {
  const index = at % word.length;
  const [before, letter, after] = [word.slice(0, index), word.charAt(index), word.slice(index + 1)];
  const forms = [
    before + after,
    before + letter + letter + after,
    before + after.charAt(0) + letter + after.slice(1),
    `${before}q${after}`,
  ];
  return forms[kind % forms.length] ?? word;
}

/** Changes the pair of keys and values that comes at a place of the document. */
function changePair(text: string, at: number, change: (pair: Pair) => void): string {
  const document = parseDocument(text);
  const pairs: Pair[] = [];
  visit(document, { Pair: (_, pair) => void pairs.push(pair) });
  const pair = pairs[at % pairs.length];
  if (pair !== undefined) change(pair);
  return document.toString();
}

/** Changes the list or mapping that comes at a place of the document. */
function changeCollection(
  text: string,
  at: number,
  change: (collection: YAMLMap | YAMLSeq, document: Document) => void,
): string {
  const document = parseDocument(text);
  const collections: (YAMLMap | YAMLSeq)[] = [];
  visit(document, { Collection: (_, collection) => void collections.push(collection) });
  const collection = collections[at % collections.length];
  if (collection !== undefined) change(collection, document);
  return document.toString();
}

function createNode(value: unknown) {
  return new Document(value).contents;
}

const place = fc.nat({ max: 500 });

const mutations: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a misspelt word': fc.tuple(sample, place, place, fc.nat(3)).map(([text, at, inside, kind]) => {
    const words = [...text.matchAll(/[A-Za-z]{3,}/g)];
    const word = words[at % words.length];
    if (word === undefined) return text;
    const end = word.index + word[0].length;
    return text.slice(0, word.index) + misspell(word[0], inside, kind) + text.slice(end);
  }),
  'another value': fc.tuple(sample, place, garbage).map(([text, at, value]) =>
    changePair(text, at, (pair) => {
      pair.value = createNode(value);
    }),
  ),
  'a key more': fc.tuple(sample, place, fc.string(), garbage).map(([text, at, key, value]) =>
    changeCollection(text, at, (collection) => {
      if (isMap(collection)) collection.add(new Pair(new Scalar(key), createNode(value)), true);
      else collection.add(createNode(value));
    }),
  ),
  'a part lost': fc.tuple(sample, place, place).map(([text, at, item]) =>
    changeCollection(text, at, ({ items }) => {
      items.splice(item % Math.max(1, items.length), 1);
    }),
  ),
  'a number out of range': fc
    .tuple(
      sample,
      place,
      fc.constantFrom('-1', '0', '1e300', '1e-300', '-0.5', '99999999999', '0.1'),
    )
    .map(([text, at, number]) => {
      const numbers = [...text.matchAll(/\b\d[\d.e-]*/g)];
      const match = numbers[at % numbers.length];
      if (match === undefined) return text;
      const end = match.index + match[0].length;
      return text.slice(0, match.index) + number + text.slice(end);
    }),
  'broken YAML': fc
    .tuple(
      sample,
      place,
      fc.constantFrom(
        '\t',
        ':',
        '{',
        ']',
        '"',
        '\n  ',
        '- ',
        '&a ',
        '*a ',
        '|',
        '#',
        '---\n',
        '? ',
        '%',
      ),
    )
    .map(([text, at, sign]) => text.slice(0, at) + sign + text.slice(at)),
  'a line elsewhere': fc.tuple(sample, place, place).map(([text, from, to]) => {
    const lines = text.split('\n');
    const [line = ''] = lines.splice(from % lines.length, 1);
    lines.splice(to % (lines.length + 1), 0, line);
    return lines.join('\n');
  }),
  'the end lost': fc.tuple(sample, place).map(([text, at]) => text.slice(0, at)),
  'bytes instead of letters': fc
    .tuple(sample, place, fc.uint8Array({ minLength: 1, maxLength: 12 }))
    .map(([text, at, bytes]) => {
      const before = Buffer.from(text.slice(0, at));
      return Buffer.concat([before, bytes, Buffer.from(text.slice(at))]).toString('utf8');
    }),
  'anything at all': fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
    fc.jsonValue({ maxDepth: 8 }).map((value) => stringify(value)),
  ),
};

/** Plans a text; says whether that was refused, after checking the problems. */
function isRefused(text: string): boolean {
  const planning = planText(text, { limit: 200 });
  if (planning.ok) {
    expect(planning.plan.runs.length).toBeGreaterThan(0);
    return false;
  }
  expect(planning.problems.length).toBeGreaterThan(0);
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const { source, line = 0, column = 0, message, hint, excerpt } of planning.problems) {
    expect(source).toBe('a.yaml');
    expect(message.trim()).not.toBe('');
    expect(`${message} ${hint}`).not.toMatch(/Invalid input|\[object|\bNaN:|something else/);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    expect(excerpt).toBe(lines[line - 1]);
  }
  return true;
}

const runsPerMutation = 60;

describe(`${runsPerMutation * Object.keys(mutations).length} damaged specs`, () => {
  test.each(Object.entries(mutations))('%s', (_, texts) => {
    let refused = 0;
    fc.assert(
      fc.property(texts, (text) => {
        refused += isRefused(text) ? 1 : 0;
      }),
      { seed: 1, numRuns: runsPerMutation },
    );
    // Some damage does no harm; but a mutation that never does would test nothing.
    expect(refused).toBeGreaterThan(runsPerMutation / 5);
  });
});
