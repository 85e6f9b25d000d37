import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Makes an empty folder for one test, which is deleted behind it. Call it inside a `describe` or at the top of a test file. */
export function useScratchFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-test-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return () => folder;
}
