import { listFigures } from '../../../scripts/bench/list-figures';
import { madeResult } from './made-result';

describe('listFigures', () => {
  it('compares with the fastest of those that took part', () => {
    const seen = listFigures(madeResult).map(({ name, seen, target, unit }) => [
      name,
      seen === null ? null : Number(seen.toFixed(6)),
      target,
      unit,
    ]);
    expect(seen).toEqual([
      ['step of mnist-cnn, compiled', 0.8, 0.75, 'to PyTorch'],
      ['step of mnist-cnn, compiled', 0.333333, 0.42, 'to Ablate eager'],
      ['step of mnist-cnn-bfloat16, compiled', null, 0.75, 'to Ablate float32'],
      ['step of mnist-cnn-bfloat16, compiled', null, 0.95, 'to Keras and PyTorch'],
      ['step of mnist-mlp, compiled', 0.75, 0.75, 'to Keras'],
      ['step of moons-small, compiled', 0.75, 0.55, 'to NumPy'],
      ['step of moons-deep, compiled', null, 0.6, 'to Keras and PyTorch and NumPy'],
      ['step of moons-small, reference', 0.25, 0.5, 'to NumPy'],
      ['grid-moons', 0.25, 0.3, 'to PyTorch'],
      ['grid-moons', 1.6, 2, 'to JAX'],
      ['grid-mlp', null, 0.4, 'to Hydra, PyTorch'],
      ['whole run of mnist-cnn', 1.1, 1.08, 'to bare training'],
      ['first step', 2.25, 2.5, 's'],
      ['ablate --help, over an empty script', 100, 150, 'ms'],
      ['peak memory of the whole run', 0.8, 1, 'to bare training in Keras'],
    ]);
  });

  it('leaves open what was not measured', () => {
    const nothing = { ...madeResult, races: [], grids: [], wholeRun: null, startUp: null };
    expect(listFigures(nothing).map(({ seen }) => seen)).toEqual(Array(15).fill(null));
    const noKeras = { ...madeResult, races: madeResult.races.slice(1) };
    expect(listFigures(noKeras).at(-1)).toMatchObject({ seen: null });
  });
});
