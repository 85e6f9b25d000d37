import { containerOptions, readContainer } from '../../../src/cli/options/container-options';
import { readOptions } from '../../../src/cli/options/option';
import { UsageError } from '../../../src/cli/options/usage-error';

const given = { image: 'registry.example/ablate:1', volume: 'results:/data/' };

function read(found: Readonly<Record<string, unknown>>): ReturnType<typeof readContainer> {
  return readContainer(readOptions(containerOptions, { ...given, ...found }), true);
}

test('a container is put together from its options', () => {
  expect(read({ memory: '512Mi', label: ['kueue.x-k8s.io/queue-name=team', 'empty='] })).toEqual({
    image: 'registry.example/ablate:1',
    volume: { claim: 'results', path: '/data' },
    memory: '512Mi',
    namespace: undefined,
    labels: { 'kueue.x-k8s.io/queue-name': 'team', empty: '' },
  });
});

test.each([
  { volume: 'results' },
  { volume: 'results:data' },
  { volume: 'results:/' },
  { volume: 'results:/a:ro' },
  { volume: 'Results:/data' },
  { memory: '4GB' },
  { memory: '0' },
  { namespace: 'Team_1' },
  { label: ['team'] },
  { label: ['-a=b'] },
  { label: ['a=b c'] },
  { label: ['a=b=c'] },
  { image: undefined },
])('%j is refused', (found) => {
  expect(() => read(found)).toThrow(UsageError);
});

test('schedulers without containers take none of them', () => {
  expect(readContainer(readOptions(containerOptions, {}), false)).toBeUndefined();
  expect(() => readContainer(readOptions(containerOptions, { memory: '4Gi' }), false)).toThrow(
    '--memory is for workers in containers',
  );
});
