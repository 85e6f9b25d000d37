import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '../../../scripts/project-root';
import { type Figure, formatFigures, keepsLimit } from '../../../scripts/simulate/figure';

test('what is simulated keeps its limits', () => {
  const command = path.join(PROJECT_ROOT, 'dist/scripts/simulate/simulate-command.js');
  // A process of its own, because numbers are slow in Jest's contexts. It fails where one is missed.
  const output = execFileSync(process.execPath, [command, '--short'], { encoding: 'utf8' });
  const titles = output.split('\n').filter((line) => line.startsWith('## '));
  expect(titles).toEqual([
    '## Intervals of a mean',
    '## Seeds that fail',
    '## Test examples',
    '## Tuned comparisons',
    '## Claims of tuned values',
    '## Races',
    '## Unequal spreads',
    '## Real differences',
    '## Many comparisons',
  ]);
});

test('a figure that misses its limit says so', () => {
  const figure: Figure = {
    subject: 'a',
    event: 'b',
    happened: 7,
    count: 100,
    limit: { kind: 'atMost', share: 0.06 },
  };
  expect([0, 1].map((errors) => keepsLimit(figure, errors))).toEqual([false, true]);
  expect(formatFigures([figure])).toContain('| a | b | 7.0 % (missed) | at most 6 % |  |');
});
