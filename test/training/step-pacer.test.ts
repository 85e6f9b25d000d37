import { StepPacer } from '../../src/training/step-pacer';

let nowMs = 0;
beforeEach(() => {
  nowMs = 1000;
  jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Makes a call in which every step takes `stepMs`; returns how many steps it was. */
function call(pacer: StepPacer, stepMs: number): number {
  const steps = pacer.stepsPerCall;
  return pacer.time(steps, () => {
    nowMs += steps * stepMs;
    return steps;
  });
}

describe('StepPacer', () => {
  it('begins with a step and grows until a call takes a tenth of a second', () => {
    const pacer = new StepPacer();
    const calls = Array.from({ length: 6 }, () => call(pacer, 1));
    expect(calls).toEqual([1, 4, 16, 64, 100, 100]);
  });

  it('takes one step at a time where a step takes longer than that', () => {
    const pacer = new StepPacer();
    expect([call(pacer, 500), call(pacer, 500), call(pacer, 500)]).toEqual([1, 1, 1]);
  });

  it('shrinks at once when steps become slow', () => {
    const pacer = new StepPacer();
    for (let count = 0; count < 6; count += 1) call(pacer, 1);
    call(pacer, 10);
    expect(pacer.stepsPerCall).toBe(10);
  });

  it('stays finite where the clock does not advance', () => {
    const pacer = new StepPacer();
    for (let count = 0; count < 100; count += 1) call(pacer, 0);
    expect(Number.isSafeInteger(pacer.stepsPerCall)).toBe(true);
  });

  it('adds up steps and the time that they took', () => {
    const pacer = new StepPacer();
    expect(pacer.trained).toEqual({ steps: 0, durationMs: 0 });
    call(pacer, 2);
    nowMs += 500;
    call(pacer, 3);
    expect(pacer.trained).toEqual({ steps: 5, durationMs: 14 });
  });

  it('passes on what the call returns and throws', () => {
    const pacer = new StepPacer();
    expect(pacer.time(1, () => 'value')).toBe('value');
    const fail = () => {
      throw new Error('broken');
    };
    expect(() => pacer.time(1, fail)).toThrow('broken');
  });
});
