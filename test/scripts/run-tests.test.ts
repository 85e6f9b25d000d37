import fs from 'node:fs';
import path from 'node:path';
import { readSkipped } from '../../scripts/run-tests';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();

test('skipped tests are named from what jest writes', () => {
  const file = path.join(scratch(), 'result.json');
  const assertionResults = [
    { fullName: 'reads a wheel', status: 'passed' },
    { fullName: 'agrees with scikit-learn', status: 'pending' },
  ];
  fs.writeFileSync(file, JSON.stringify({ testResults: [{ assertionResults }] }));
  expect(readSkipped(file)).toEqual(['agrees with scikit-learn']);
  expect(readSkipped(path.join(scratch(), 'absent'))).toEqual([]);
});
