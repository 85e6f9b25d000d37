import { checkOptions } from '../../../src/cli/options/check-options';

const hugeOrOdd = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e300, 'x'];

describe('checkOptions', () => {
  it.each([
    ['jobs', [1, 1000, 1e9], [0]],
    ['threads', [1, 1024], [0, 1025]],
    ['limit', [1, 1e12], [0]],
    ['retries', [0, 1e9], []],
    ['port', [0, 65_535], [65_536]],
    ['give-up-after', [1, 1e9], [0]],
  ])('takes whole numbers in range for --%s', (name, right, wrong) => {
    for (const value of right) expect(checkOptions({ [name]: value })).toBe(true);
    for (const value of [...wrong, ...hugeOrOdd]) {
      expect(checkOptions({ [name]: value })).toMatch(`--${name} takes a whole number from`);
    }
    expect(checkOptions({ [name]: '' })).toBe(`--${name} needs a value`);
    expect(checkOptions({ [name]: [1, 2] })).toBe(`--${name} is given more than once`);
  });

  it('takes any time above 0 for --timeout', () => {
    for (const value of [0.001, 1, 2_592_000, 1e300, Number.POSITIVE_INFINITY]) {
      expect(checkOptions({ timeout: value })).toBe(true);
    }
    for (const value of [0, -1, Number.NaN, 'x']) {
      expect(checkOptions({ timeout: value })).toBe('--timeout takes a number of seconds above 0');
    }
  });
});
