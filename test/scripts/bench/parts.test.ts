import { listAskedParts, partNames } from '../../../scripts/bench/parts';

test('names of parts and of groups stand for parts, each once', () => {
  expect([...listAskedParts(['grids', 'grid-mlp', 'start-up'])]).toEqual([
    'grid-moons',
    'grid-mlp',
    'start-up',
  ]);
  expect([...listAskedParts(['steps'])]).toContain('mnist-cnn-bfloat16');
});

test('all parts are measured where none is named', () => {
  expect([...listAskedParts([])]).toEqual(partNames);
  expect(new Set(partNames).size).toBe(partNames.length);
});
