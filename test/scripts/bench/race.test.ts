import type { ContestantCommand } from '../../../scripts/bench/contestant';
import type { Entry } from '../../../scripts/bench/contestants';
import { race } from '../../../scripts/bench/race';
import { fakeContestant, steady } from './fake-contestant';

const { signal } = new AbortController();

function entry(...variants: readonly [ContestantCommand, ...ContestantCommand[]]): Entry {
  return { name: variants[0].name, variants, environments: [] };
}

describe('race', () => {
  it('gives median, range and peak of the laps of each', async () => {
    const times = 'say({ msPerStep: [5, 1, 2][laps - 1], peakMegabytes: [30, 40, 20][laps - 1] });';
    const result = await race([entry(fakeContestant('A', times))], 10, 3, signal);
    expect(result).toEqual({
      absent: {},
      standings: [
        {
          contestant: 'A',
          version: 'A 1.0',
          variant: 'plain',
          msPerStep: 2,
          meanMsPerStep: 8 / 3,
          range: [1, 5],
          peakMegabytes: 40,
        },
      ],
    });
  });

  it('goes on without who dies or says nonsense on the way, and tells why', async () => {
    const dying = `if (laps < 2) ${steady(1)} else { console.error("Killed by test"); process.exit(9) }`;
    const odd = 'say({ msPerStep: null })';
    const { standings, absent } = await race(
      [
        entry(fakeContestant('dying', dying)),
        entry(fakeContestant('steady', steady(3))),
        entry(fakeContestant('odd', odd)),
        entry({ name: 'missing', command: 'no-python-3', args: [] }),
      ],
      10,
      4,
      signal,
    );
    expect(standings).toMatchObject([{ contestant: 'steady', msPerStep: 3, peakMegabytes: 14 }]);
    expect(absent).toEqual({
      dying: 'it ended with exit code 9: Killed by test',
      odd: 'it answered {"msPerStep":null}',
      missing: 'it could not be started: spawn no-python-3 ENOENT',
    });
  });

  it('lets the variant race that is fastest, and needs only one that works', async () => {
    const variant = (name: string, lap: string): ContestantCommand => ({
      ...fakeContestant(name, lap),
      name: 'A',
    });
    const entries = [
      entry(
        variant('slow', steady(3)),
        variant('broken', 'process.exit(1)'),
        variant('fast', steady(1)),
        variant('middle', steady(2)),
      ),
    ];
    const { standings, absent } = await race(entries, 10, 1, signal);
    expect(standings).toMatchObject([{ contestant: 'A', version: 'fast 1.0', msPerStep: 1 }]);
    expect(absent).toEqual({});
  });

  it('lets it race in the environment that serves it best, and names it', async () => {
    const lap = 'say({ msPerStep: Number(process.env.PACE ?? 4), peakMegabytes: 1 })';
    const entries = [
      {
        ...entry(fakeContestant('A', steady(9)), fakeContestant('A', lap)),
        environments: [
          { name: 'bad', env: { PACE: '5' } },
          { name: 'good', env: { PACE: '2' } },
          { name: 'fair', env: { PACE: '3' } },
        ],
      },
    ];
    const { standings } = await race(entries, 10, 1, signal);
    expect(standings).toMatchObject([{ contestant: 'A', variant: 'plain, good', msPerStep: 2 }]);
  });

  it('judges a way by its fastest lap, so that one disturbed lap does not rule it out', async () => {
    const disturbed = 'say({ msPerStep: laps === 1 ? 50 : 1, peakMegabytes: 1 })';
    const variants = entry(fakeContestant('A', steady(2)), fakeContestant('B', disturbed));
    const { standings } = await race([variants], 10, 1, signal);
    expect(standings).toMatchObject([{ contestant: 'B', msPerStep: 1 }]);
  });

  it('throws what interrupts it, in the middle of a lap too', async () => {
    const interruption = new AbortController();
    const entries = [entry(fakeContestant('A', 'while (true);'))];
    const racing = race(entries, 10, 3, interruption.signal);
    setTimeout(() => interruption.abort(new Error('Ctrl-C')), 300);
    await expect(racing).rejects.toThrow('Ctrl-C');
  });
});
