import fs from 'node:fs';
import path from 'node:path';
import { writeNativeTensorflowRecord } from '../../src/tensorflow/native-tensorflow-record';
import { findTensorflowProblem } from '../../src/tensorflow/require-tensorflow';
import { useScratchFolder } from '../scratch-folder';

const folder = useScratchFolder();
const addon = () => path.join(folder(), 'lib', 'napi-v8', 'tfjs_binding.node');
const library = () => path.join(folder(), 'deps', 'lib', 'libtensorflow.so');

beforeEach(() => {
  for (const file of [addon(), library()]) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, 'machine code');
  }
});

function noteDown(): void {
  writeNativeTensorflowRecord(folder(), {
    tensorflowVersion: '2.21.0',
    source: 'wheel',
    libraryFolder: path.dirname(library()),
    files: { 'lib/napi-v8/tfjs_binding.node': 12, 'deps/lib/libtensorflow.so': 12 },
  });
}

describe('findTensorflowProblem', () => {
  it('finds none where all is as set-up left it, or where others put it there', () => {
    expect(findTensorflowProblem(folder())).toBeUndefined();
    noteDown();
    expect(findTensorflowProblem(folder())).toBeUndefined();
  });

  it('tells a library that is cut off, empty or missing', () => {
    noteDown();
    fs.truncateSync(library(), 5);
    expect(findTensorflowProblem(folder())).toBe(
      `is damaged: ${library()} has 5 bytes in place of 12`,
    );
    fs.truncateSync(library());
    expect(findTensorflowProblem(folder())).toMatch('has 0 bytes');
    fs.rmSync(library());
    expect(findTensorflowProblem(folder())).toBe(`is damaged: ${library()} is missing`);
  });

  it('tells what was never set up', () => {
    fs.rmSync(addon());
    expect(findTensorflowProblem(folder())).toBe('is not set up yet');
  });
});
