import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal: mean 0, standard deviation 1. */
  normal(): number;
  /** Uniform integer, `0 <= value < bound`. */
  integer(bound: number): number;
}

/** Opens the stream of a seed, which should come from `deriveSeed`. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  let spare: number | undefined;
  const uniform = (): number => uniformFloat64(generator);
  return {
    uniform,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      // Box and Muller (1958): two independent normals from two uniforms; 1 - u avoids log(0).
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer: (bound) => uniformInt(generator, 0, bound - 1),
  };
}

/** Shuffles in place, every order equally likely (Fisher and Yates; Durstenfeld, 1964). */
export function shuffle(values: Int32Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = random.integer(last + 1);
    const held = values[last] as number;
    values[last] = values[other] as number;
    values[other] = held;
  }
}
