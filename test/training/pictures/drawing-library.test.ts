import { drawingLibrary } from '../../../src/training/pictures/drawing-library';
import { UserError } from '../../../src/util/user-error';

jest.mock('@napi-rs/canvas', () => {
  throw new Error("Cannot find module '@napi-rs/canvas-plan9-x64'\nRequire stack: ...");
});

test('a library that is not there for this machine is told in one line, with what to do', () => {
  expect(drawingLibrary).toThrow(UserError);
  try {
    drawingLibrary();
  } catch (error) {
    expect(error).toMatchObject({
      message:
        "the library that draws pictures does not load: Cannot find module '@napi-rs/canvas-plan9-x64'",
      hint: expect.stringContaining('npm ci'),
    });
  }
});
