import { planText } from '../plan-samples';

const spec = (...lines: string[]): string =>
  [
    'name: low',
    'dataset: mnist',
    'model: { type: mlp, hidden: [8] }',
    'optimizer: sgd',
    'steps: 10',
    ...lines,
  ].join('\n');

const machine = (...cpuFeatures: string[]) => ({ memoryBytes: 1e11, jobs: 1, cpuFeatures });

function messagesOf(text: string, ...features: string[]): string[] {
  const planning = planText(text, { machine: machine(...features) });
  return planning.ok ? [] : planning.problems.map(({ message }) => message);
}

test('bfloat16 is refused where the CPU has no instructions for it, with what it has', () => {
  expect(messagesOf(spec('precision: bfloat16'), 'AVX2', 'FMA')).toEqual([
    'this CPU has no instructions for bfloat16, and would be far slower with it than without (AVX2, FMA)',
  ]);
  expect(messagesOf(spec('precision: bfloat16'), 'AVX2', 'AVX-512 BF16')).toEqual([]);
  expect(messagesOf(spec(), 'AVX2')).toEqual([]);
});

test.each(['eager', 'reference'])('and by the %s engine', (engine) => {
  expect(messagesOf(spec('precision: bfloat16', `engine: ${engine}`), 'AMX BF16')).toEqual([
    `the ${engine} engine does not compute in bfloat16`,
  ]);
});

test('float32 leaves hashes as they are; bfloat16 makes other runs, by an axis too', () => {
  const hashes = (text: string): string[] => {
    const planning = planText(text);
    return planning.ok ? planning.plan.runs.map(({ configHash }) => configHash) : [];
  };
  const [plain] = hashes(spec());
  expect(hashes(spec('precision: float32'))).toEqual([plain]);
  const [full, low] = hashes(spec('grid: { precision: [float32, bfloat16] }'));
  expect(full).toBe(plain);
  expect(low).toMatch(/^[0-9a-f]{64}$/);
  expect(low).not.toBe(plain);
});
