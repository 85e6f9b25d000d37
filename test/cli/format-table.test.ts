import { formatTable } from '../../src/cli/format-table';

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
