import { formatTable } from '../../../src/cli/output/format-table';

test('columns stand two spaces apart, numbers to the right, with nothing behind the last', () => {
  const rows = [
    ['1', 'adam', '0.9876'],
    ['10', 'sgd with momentum', '1.5'],
  ];
  expect(formatTable(['', 'trial', 'loss'], rows, [0, 2]).split('\n')).toEqual([
    '    trial                loss',
    ' 1  adam               0.9876',
    '10  sgd with momentum     1.5',
  ]);
});

test('letters outside ASCII count as one', () => {
  expect(formatTable(['± sd', 'n'], [['é', '1']]).split('\n')).toEqual(['± sd  n', 'é     1']);
});

const header = ['', 'trial', 'loss', '± sd', 'n', 'to the best', 'verdict'];
const rows = [
  ['1', 'adam-lr1e-3_glorotUniform', '0.02571', '0.0011', '5', '', 'best'],
  [
    '2',
    'sgd-lr0.1_glorotUniform',
    '0.03172',
    '0.0021',
    '5',
    '+0.00601 (-0.00210 to +0.01412)',
    'not distinguishable with n = 5; about 115 seeds would tell',
  ],
];
const right = [0, 2, 3, 4];
const widthOf = (table: string): number =>
  Math.max(...table.split('\n').map((line) => [...line].length));

describe('in a terminal', () => {
  test.each([132, 100, 80, 60, 40])('of %i columns every line fits', (width) => {
    const table = formatTable(header, rows, right, { width, optional: [3, 4, 5] });
    expect(widthOf(table)).toBeLessThanOrEqual(width);
    // What matters is there, and no word or number is broken.
    for (const word of ['adam-lr1e-3_glorotUniform', '0.02571', '0.03172', 'distinguishable']) {
      expect(table).toContain(word);
    }
  });

  test('texts are broken between words, before anything is left out', () => {
    const table = formatTable(header, rows, right, { width: 110, optional: [3, 4, 5] });
    expect(table.split('\n').map((line) => line.trimEnd())).toEqual([
      '   trial                         loss    ± sd  n  to the best             verdict',
      '1  adam-lr1e-3_glorotUniform  0.02571  0.0011  5                          best',
      '2  sgd-lr0.1_glorotUniform    0.03172  0.0021  5  +0.00601                not distinguishable with',
      '                                                  (-0.00210 to +0.01412)  n = 5; about 115 seeds would',
      '                                                                          tell',
    ]);
  });

  test('optional columns are left out in their order, and named', () => {
    const table = formatTable(header, rows, right, { width: 90, optional: [3, 4, 5] });
    expect(table).toMatch(/^ +trial +loss +n +to the best +verdict$/m);
    expect(table).toContain('Too wide for this terminal: ± sd. A pipe shows all: | less -S');
    expect(formatTable(header, rows, right, { width: 60, optional: [3, 4, 5] })).toContain(
      'Too wide for this terminal: ± sd, n, to the best.',
    );
  });

  test('columns that must stay become blocks of lines', () => {
    const table = formatTable(header, rows, right, { width: 40 });
    expect(table).toMatch(/^trial {8}adam-lr1e-3_glorotUniform$/m);
    expect(table).toMatch(/^to the best {2}\+0\.00601\n {13}\(-0\.00210 to \+0\.01412\)$/m);
    expect(widthOf(table)).toBeLessThanOrEqual(40);
  });

  test('without a width nothing is broken', () => {
    const table = formatTable(header, rows, right, { width: undefined, optional: [3, 4, 5] });
    expect(table.split('\n')).toHaveLength(3);
  });
});
