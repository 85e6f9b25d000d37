import type * as Skia from '@napi-rs/canvas';
import { UserError } from '../../util/user-error';

/** The name that the font of all pictures goes by. */
export const fontFamily = 'Inter';

let loaded: typeof Skia | undefined;

/**
 * Skia, with the font of all pictures. It is loaded at the first picture, which takes about 20 ms:
 * a process that draws none goes without. The font is a file of a package, so that pictures look the
 * same whatever fonts a machine has; only characters that it lacks come from those.
 *
 * @throws UserError where the library is missing or not made for this machine.
 */
export function drawingLibrary(): typeof Skia {
  loaded ??= load();
  return loaded;
}

function load(): typeof Skia {
  try {
    const skia: typeof Skia = require('@napi-rs/canvas');
    const file = require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
    if (skia.GlobalFonts.registerFromPath(file, fontFamily) === null) {
      throw new Error(`${file} is no font`);
    }
    return skia;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw new UserError(`the library that draws pictures does not load: ${reason}`, {
      hint: 'Install the packages again with `npm ci`, without leaving out optional ones: the library comes as one per platform.',
    });
  }
}
