import { EarlyStopping, parsePosition } from '../../src/training/early-stopping';

const spec = { metric: 'validation/loss', patience: 2, minDelta: 0.1 } as const;

/** Shows evaluations 10 steps apart; returns which were the best so far. */
function observeAll(early: EarlyStopping, values: readonly number[], firstStep = 10): boolean[] {
  return values.map((value, index) =>
    early.observe(firstStep + 10 * index, { [spec.metric]: value }),
  );
}

describe('EarlyStopping', () => {
  it('ends when patience runs out, and counts only gains above `minDelta`', () => {
    const early = new EarlyStopping(spec);
    expect(observeAll(early, [2, 1.5, 1.45])).toEqual([true, true, false]);
    expect(early.isOver).toBe(false);
    expect(observeAll(early, [1.41], 40)).toEqual([false]);
    expect(early.isOver).toBe(true);
    expect(early.bestStep).toBe(20);
  });

  it('counts anew behind every gain', () => {
    const early = new EarlyStopping(spec);
    expect(observeAll(early, [2, 2, 1, 1, 0.5])).toEqual([true, false, true, false, true]);
    expect(early.isOver).toBe(false);
  });

  it('takes more for better where the metric is an accuracy', () => {
    const early = new EarlyStopping({ ...spec, metric: 'test/accuracy' });
    expect(early.observe(1, { 'test/accuracy': 0.5 })).toBe(true);
    expect(early.observe(2, { 'test/accuracy': 0.7 })).toBe(true);
    expect(early.observe(3, { 'test/accuracy': 0.6 })).toBe(false);
  });

  it('goes on from a checkpoint as if nothing had happened', () => {
    const values = [2, 1.5, 1.6, 1, 1.2, 1.1];
    const whole = new EarlyStopping(spec);
    const expected = observeAll(whole, values);
    for (let cut = 0; cut <= values.length; cut += 1) {
      const before = new EarlyStopping(spec);
      const first = observeAll(before, values.slice(0, cut));
      const position: unknown = JSON.parse(JSON.stringify(before.read()));
      const parsing = parsePosition(spec, position);
      if (!parsing.ok) throw new Error(parsing.reason);
      const after = new EarlyStopping(spec, parsing.position);
      const second = observeAll(after, values.slice(cut), 10 + 10 * cut);
      expect([...first, ...second]).toEqual(expected);
      expect(after.read()).toEqual(whole.read());
    }
  });

  it('is not moved by an evaluation without its metric', () => {
    const early = new EarlyStopping(spec);
    expect(early.observe(1, {})).toBe(false);
    expect(early.read()).toEqual({ bestStep: 0, evaluationsSince: 0 });
  });
});

describe('parsePosition', () => {
  it('takes nothing else for a position', () => {
    for (const value of [null, undefined, {}, { bestStep: -1, evaluationsSince: 0 }, 'x']) {
      expect(parsePosition(spec, value)).toEqual({
        ok: false,
        reason: 'it does not say what early stopping had seen',
      });
    }
  });

  it('asks for none where a run does not stop early', () => {
    expect(parsePosition(undefined, null)).toEqual({ ok: true, position: undefined });
  });
});
