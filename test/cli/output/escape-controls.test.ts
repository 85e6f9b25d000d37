import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { createColors } from 'picocolors';
import { escapeControls } from '../../../src/cli/output/escape-controls';

const colors = createColors(true);

describe('escapeControls', () => {
  it.each([
    ['a title of the window', '\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['a cleared screen', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a line written over', 'diverged\rdone', 'diverged\\u000ddone'],
    ['hidden text', '\u001b[8mfailed\u001b[0m', '\\u001b[8mfailed\u001b[0m'],
    ['a control sequence of the second set', '\u009b31m', '\\u009b31m'],
    ['text turned around', 'a\u202eb', 'a\\u202eb'],
  ])('shows %s', (_, text, expected) => {
    expect(escapeControls(text, true)).toBe(expected);
  });

  it('keeps lines, tabs, other writing and our own colors', () => {
    const own = [colors.red('a'), colors.dim(colors.bold('b')), colors.green('ü\t漢\n😀')].join(
      ' ',
    );
    expect(escapeControls(own, true)).toBe(own);
  });

  it('shows colors where there are none of ours', () => {
    expect(escapeControls('\u001b[31mred', false)).toBe('\\u001b[31mred');
  });

  it('leaves nothing of any text that a terminal would obey', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u001b', '[', '31m', '\u009b', ']0;', '\u0007', '2J'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const shown = escapeControls(pieces.join(''), false);
        expect(stripVTControlCharacters(shown)).toBe(shown);
        expect(shown).not.toMatch(/(?![\n\t])\p{Cc}/u);
      }),
      { seed: 1 },
    );
  });

  it('leaves JSON what it was', () => {
    const value = { name: '\u001b[2J\u009b\u202e"\\' };
    expect(JSON.parse(escapeControls(JSON.stringify(value), false))).toEqual(value);
  });
});
