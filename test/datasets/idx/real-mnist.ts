import fs from 'node:fs';
import path from 'node:path';

const candidates = [
  process.env['ABLATE_DATA_DIR'],
  path.resolve(__dirname, '../../../../../shared/data'),
];

/** The data folder with the real MNIST, where this machine has one. */
export const realDataFolder = candidates.find(
  (folder) => folder !== undefined && fs.existsSync(path.join(folder, 'mnist')),
);

/** For tests that need the real MNIST: skipped, and seen to be, where it is not there. */
export const describeWithRealMnist = realDataFolder === undefined ? describe.skip : describe;
