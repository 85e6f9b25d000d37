import {
  choiceOption,
  countOption,
  secondsOption,
  switchOption,
  withDefault,
} from './option-kinds';

/** How runs are started. */
export const startOptions = {
  jobs: countOption('Runs at once (default: as the cores serve)', { min: 1 }),
  isolate: switchOption('Give each run a process of its own, not one that has trained others'),
  retries: withDefault(
    0,
    countOption('Start a run whose process crashed again, up to this many times', { min: 0 }),
  ),
};

/** How a grid under way is told of. */
export const progressOptions = {
  progress: choiceOption(
    'How progress is told on standard error: words, or a line of JSON an event',
    ['text', 'json'],
  ),
};

/** What ends runs, and all of them, early. */
export const endOptions = {
  'give-up-after': withDefault(
    5,
    countOption('Start nothing more after this many failures in a row', { min: 1 }),
  ),
  timeout: secondsOption('End a run that takes longer (seconds)'),
};
