import { findOwnKind } from '../../kinds/own-kinds';
import type { RunConfig, RunSettings } from '../run-config';

/** The files of the own code that settings name; undefined where they name none. */
export function listOwnCode({ model, optimizer }: RunSettings): RunConfig['code'] {
  const layers = model.type === 'layers' ? model.layers : [];
  const inner = layers.flatMap((layer) =>
    'activation' in layer && layer.activation !== undefined ? [layer.activation] : [],
  );
  const kinds = [optimizer, model.activation, ...layers, ...inner];
  const files = kinds.flatMap(({ type }) => {
    const own = findOwnKind(type);
    return own === undefined ? [] : [[type, own.file] as const];
  });
  return files.length === 0 ? undefined : Object.fromEntries(files);
}
