import { findJobId, findLargestArray, parseQueue } from '../../../src/launch/slurm/parse-output';

test('a job is found behind what a site has sbatch say', () => {
  const words = 'sbatch: INFO: 3 of 40 hours are left\nYour account ends in 2027\n';
  expect(findJobId(`${words}4711\n`)).toEqual({ job: '4711' });
  expect(findJobId('4711;north\n')).toEqual({ job: '4711', cluster: 'north' });
  expect(findJobId(words)).toBeUndefined();
});

test('how large an array may be is read where it is said', () => {
  expect(findLargestArray('MaxArraySize            = 1001\nMaxJobCount = 10000\n')).toBe(1001);
  expect(findLargestArray('Configuration data as of now')).toBeUndefined();
});

test('tasks are read with their places and reasons, whatever else is printed', () => {
  const output =
    'a word of the site\n12_0|RUNNING|n1|None\n12_1|PENDING||Resources\n13|PENDING||Dependency\n';
  expect(parseQueue(output)).toEqual([
    { job: '12_0', state: 'running', place: 'n1', reason: '' },
    { job: '12_1', state: 'pending', place: '', reason: 'Resources' },
    { job: '13', state: 'pending', place: '', reason: 'Dependency' },
  ]);
});
