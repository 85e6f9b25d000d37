import { shareFolder } from '../../scripts/workers/share-folder';
import { useScratchFolder } from '../scratch-folder';

jest.setTimeout(240_000);

const scratch = useScratchFolder();

test('four workers on one folder execute every run, and none twice', async () => {
  const many = { results: scratch(), runs: 60, workers: 4, seed: 1, maxDelayMs: 0 };
  expect(await shareFolder({ ...many, kills: 0 })).toMatchObject({
    runs: 60,
    completed: 60,
    attempts: 60,
    executedTwice: [],
  });
});

test('of workers that are killed, only what they had is executed again', async () => {
  const many = { results: scratch(), runs: 60, workers: 4, seed: 1, maxDelayMs: 700 };
  const result = await shareFolder({ ...many, kills: 5 });
  expect(result).toMatchObject({ runs: 60, completed: 60, executedTwice: [] });
  expect(result.kills).toBeGreaterThan(0);
  expect(result.attempts).toBeLessThanOrEqual(60 + result.killedInTheMiddle);
});
