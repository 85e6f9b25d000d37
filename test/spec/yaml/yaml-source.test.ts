import { parseYaml } from '../../../src/spec/yaml/yaml-source';
import { linesOf } from '../format-problems';

function explain(text: string): string[] {
  const parsing = parseYaml(text, 'a.yaml');
  return parsing.ok ? [] : linesOf(parsing.problems);
}

const howSpecsBegin =
  '(A spec begins with `name:`, `dataset:`, `model:` and `optimizer:`; see experiments/.)';

test.each([
  ['an empty file', '', `1:1 the file is empty ${howSpecsBegin}`],
  ['a file of comments', '# a\n', `1:1 the file is empty ${howSpecsBegin}`],
  ['a list', '# a\n- b\n', `2:1 a spec is a mapping of keys to values ${howSpecsBegin}`],
  ['a text', 'hello', `1:1 a spec is a mapping of keys to values ${howSpecsBegin}`],
  ['a key twice', 'a: 1\nb: 2\na: 3\n', '3:1 the key `a` is there twice (Keep one of them.)'],
  ['a tab', 'a:\n\tb: 1\n', '2:1 the line is indented with a tab (YAML takes spaces.)'],
  [
    'a tab, once',
    'a: 1\nb:\n\tc: [d]\n',
    '3:1 the line is indented with a tab (YAML takes spaces.)',
  ],
  ['a missing colon', 'a: 1\nb 2\n', '2:1 a colon is missing (Write `key: value`.)'],
  [
    'a second document',
    'a: 1\n---\nb: 2\n',
    '2:1 a second document begins here (A file holds one spec.)',
  ],
  ['an unknown alias', 'a: [1, *b]\n', '1:8 the alias `*b` has no anchor before it'],
  ['a loop', 'a: &b [1, *b]\n', '1:11 the alias `*b` stands inside of what it repeats'],
  [
    'a tag',
    'a: !date 2020-01-01\n',
    '1:4 the tag !date is not taken here (Leave it out: specs need no tags.)',
  ],
  ['a key that is a list', 'a: 1\n? [b, c]\n: 2\n', '2:3 a key is a plain word'],
  ['binary data', 'a: b\u0000c\n', '1:5 the file is not UTF-8 text'],
  ['another encoding', 'a: caf\ufffd\n', '1:7 the file is not UTF-8 text'],
  [
    'a huge file',
    `a: ${'x'.repeat(250_001)}`,
    '1:1 the file is too large for a spec (over 250 kB)',
  ],
  [
    'a mapping that is none of settings',
    `a:\n${Array.from({ length: 1001 }, (_, index) => `  k${index}: 1\n`).join('')}`,
    '2:3 a mapping of 1001 keys is nothing that a spec could hold',
  ],
  ['deep nesting', `a: ${'['.repeat(50_000)}`, '1:1 the file is nested too deeply for a spec'],
])('%s is explained', (_, text, problem) => {
  expect(explain(text)).toEqual([problem]);
});

test('nesting that the parser can follow is limited too', () => {
  expect(explain(`a: ${'['.repeat(300)}${']'.repeat(300)}`)).toEqual([
    expect.stringMatching(/^1:\d+ the file is nested too deeply for a spec$/),
  ]);
});

test('aliases that multiply are refused', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level += 1) {
    lines.push(
      `a${level}: &a${level} [${Array(8)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  expect(explain(lines.join('\n'))).toEqual([
    '1:1 aliases repeat too much (Write the values out.)',
  ]);
});

test('a fault that upsets all that follows is not reported a hundred times', () => {
  expect(explain(`a: {${'b: [ '.repeat(80)}`).length).toBeLessThanOrEqual(5);
});

test('anchors, aliases and merge keys are resolved', () => {
  const parsing = parseYaml('a: &x { b: 1 }\nc: *x\nd: { <<: *x, e: 2 }\n', 'a.yaml');
  expect(parsing).toMatchObject({
    ok: true,
    source: { value: { a: { b: 1 }, c: { b: 1 }, d: { b: 1, e: 2 } } },
  });
});

test('places survive byte order marks and any kind of line end', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const parsing = parseYaml(`\ufeffa: 1${end}b:${end}  c: [2, 3]${end}`, 'a.yaml');
    if (!parsing.ok) throw new Error(linesOf(parsing.problems).join());
    const { locate } = parsing.source;
    expect(locate(['a'], 'key')).toMatchObject({ line: 1, column: 1, excerpt: 'a: 1' });
    expect(locate(['b', 'c', 1])).toMatchObject({ line: 3, column: 10, excerpt: '  c: [2, 3]' });
    // What was not written stands where it would have to be.
    expect(locate(['b', 'd'])).toMatchObject({ line: 3, column: 3 });
  }
});
