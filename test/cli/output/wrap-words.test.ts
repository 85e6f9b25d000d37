import fc from 'fast-check';
import {
  longestWord,
  textWidth,
  wrapIndented,
  wrapWords,
} from '../../../src/cli/output/wrap-words';

const word = fc.stringMatching(/^[a-z0-9.+-]{1,12}$/);
const text = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));

test('lines hold every word whole and in order, and fit where the words do', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (line, width) => {
      const lines = wrapWords(line, width);
      expect(lines.join(' ')).toBe(line);
      const most = Math.max(...lines.map(textWidth));
      expect(most).toBeLessThanOrEqual(Math.max(width, longestWord(line)));
    }),
    { seed: 7 },
  );
});

test('an interval in parentheses stays together, an indent stays, colors take no room', () => {
  expect(wrapWords('-0.0043 (-0.0298 to +0.0213)', 22)).toEqual([
    '-0.0043',
    '(-0.0298 to +0.0213)',
  ]);
  expect(wrapWords('  base-s0 starts', 10)).toEqual(['  base-s0', 'starts']);
  expect(wrapWords('\u001b[31mfailed\u001b[39m at 3', 11)).toHaveLength(1);
  expect(wrapIndented('one two', '  ', 5)).toBe('  one\n  two');
  expect(wrapIndented('one two', '  ', undefined)).toBe('  one two');
});
