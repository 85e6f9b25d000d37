import { type ContestantCommand, startContestant } from '../../../scripts/bench/contestant';
import { fakeContestant, steady } from './fake-contestant';

const { signal } = new AbortController();

async function start(command: ContestantCommand, interruption = signal) {
  const contestant = await startContestant(command, interruption);
  if ('absent' in contestant) throw new Error(contestant.absent);
  return contestant;
}

describe('startContestant', () => {
  it('hears what a contestant answers, and nothing of what libraries print beside', async () => {
    const contestant = await start(
      fakeContestant('A', `console.log("warning: 3 threads"); ${steady(2)}`, 'console.log("hi")'),
    );
    expect(contestant).toMatchObject({ name: 'A', version: 'A 1.0', variant: 'plain' });
    expect(await contestant.race(5)).toEqual({ msPerStep: 2, peakMegabytes: 11 });
    expect(await contestant.race(5)).toEqual({ msPerStep: 2, peakMegabytes: 12 });
    await contestant.quit();
  });

  it.each([
    [
      'with its last words',
      'console.error("Traceback\\nImportError: no torch\\n"); process.exit(3);',
      'it ended with exit code 3: ImportError: no torch',
    ],
    ['without a word', 'process.exit(0);', 'it ended with exit code 0'],
    ['by a signal', 'process.kill(process.pid, "SIGKILL"); while (true);', /^it was killed by SIG/],
    ['before it is ready, by nonsense', 'say({ ready: "soon" });', 'it answered {"ready":"soon"}'],
  ])('says why one is absent that ends %s', async (_how, warmUp, absent) => {
    const outcome = await startContestant(fakeContestant('A', '', warmUp), signal);
    expect(outcome).toEqual({
      absent: typeof absent === 'string' ? absent : expect.stringMatching(absent),
    });
  });

  it('says that a command is not there', async () => {
    const outcome = await startContestant({ name: 'A', command: 'no-python-3', args: [] }, signal);
    expect(outcome).toEqual({ absent: 'it could not be started: spawn no-python-3 ENOENT' });
  });

  it.each([
    ['dies', 'console.error("out of memory"); process.exit(1)', /exit code 1: out of memory$/],
    ['says no JSON', 'console.log("{msPerStep: 3}")', /^it answered {msPerStep: 3}$/],
    ['says no number', 'say({ msPerStep: "3", peakMegabytes: 1 })', /^it answered {"msPerStep"/],
    [
      'says NaN as Python does',
      `console.log('{"msPerStep": NaN}')`,
      /^it answered {"msPerStep": N/,
    ],
  ])('makes one absent that %s in a lap', async (_what, lap, reason) => {
    const contestant = await start(fakeContestant('A', lap));
    expect(await contestant.race(5)).toEqual({ absent: expect.stringMatching(reason) });
    // Whoever doesn't look and asks again hears it again.
    expect(await contestant.race(5)).toHaveProperty('absent');
  });

  it('kills one that computes when the benchmark is interrupted', async () => {
    const interruption = new AbortController();
    const contestant = await start(fakeContestant('A', 'while (true);'), interruption.signal);
    const lap = contestant.race(5);
    interruption.abort();
    expect(await lap).toEqual({ absent: 'it was killed by SIGKILL' });
  });
});
