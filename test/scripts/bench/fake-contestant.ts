import type { ContestantCommand } from '../../../scripts/bench/contestant';

const ready = '{ ready: true, version: name + " 1.0", variant: "plain" }';

/**
 * A contestant in a few lines of JavaScript.
 *
 * @param lap what it does when it is told to race; sees `laps`, the number of this lap from 1, and
 * `say`, which answers.
 * @param warmUp what it does before it says that it is ready.
 */
export function fakeContestant(name: string, lap: string, warmUp = ''): ContestantCommand {
  const script = `
    const name = ${JSON.stringify(name)};
    const say = (value) => process.stdout.write(JSON.stringify(value) + "\\n");
    let laps = 0;
    ${warmUp}
    say(${ready});
    require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
      laps += 1;
      const steps = Number(line);
      ${lap}
    });`;
  return { name, command: process.execPath, args: ['-e', script] };
}

/** A lap that takes this long for each step, by its own account. */
export function steady(msPerStep: number): string {
  return `say({ msPerStep: ${msPerStep}, peakMegabytes: 10 + laps });`;
}
