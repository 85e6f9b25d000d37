import type { GridCommand } from '../../../scripts/bench/grids/grid-contestants';
import { raceGrid } from '../../../scripts/bench/grids/race-grid';

/** A program that waits a moment, says its score and leaves a file in its folder. */
function command(name: string, script: string): GridCommand {
  return {
    name,
    variant: 'plain',
    command: process.execPath,
    args: ['-e', script],
    readScore: (_, printed) => Number(printed),
  };
}

const grid = (contestants: readonly GridCommand[]) => ({
  name: 'some',
  title: 'Some grid',
  runs: 2,
  contestants: [...contestants, { name: 'Missing', absent: 'it is not installed' }],
});

test('all train in turn, in empty folders, and are rated by the medians of their laps', async () => {
  const inEmptyFolder = `
    const fs = require('node:fs');
    if (fs.readdirSync('.').length > 0) process.exit(1);
    fs.writeFileSync('trace', '');
    console.log('0.9');`;
  const race = await raceGrid(
    grid([command('First', inEmptyFolder), command('Second', inEmptyFolder)]),
    3,
    new AbortController().signal,
  );
  expect(race.absent).toEqual({ Missing: 'it is not installed' });
  expect(race.standings.map(({ contestant, accuracy }) => [contestant, accuracy])).toEqual([
    ['First', expect.closeTo(0.9)],
    ['Second', expect.closeTo(0.9)],
  ]);
  for (const { durationMs, range } of race.standings) {
    expect(range[0]).toBeGreaterThan(0);
    expect(durationMs).toBeGreaterThanOrEqual(range[0]);
    expect(durationMs).toBeLessThanOrEqual(range[1]);
  }
});

test('who fails, or learns nothing that can be read, is absent with the reason', async () => {
  const race = await raceGrid(
    grid([
      command('Broken', "console.error('no torch'); process.exit(3)"),
      command('Silent', "console.log('hm')"),
    ]),
    2,
    new AbortController().signal,
  );
  expect(race.standings).toEqual([]);
  expect(race.absent).toMatchObject({
    Broken: 'it ended with 3: no torch',
    Silent: 'it left no scores',
  });
});
