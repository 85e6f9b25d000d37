import { findOwnKind } from '../../kinds/own-kinds';
import type { RunConfig, RunSettings } from '../run-config';

/** The files of the own code that settings name; undefined where they name none. */
export function listOwnCode({ dataset, model, optimizer }: RunSettings): RunConfig['code'] {
  const layers = model.type === 'layers' ? model.layers : [];
  const inner = layers.flatMap((layer) =>
    'activation' in layer && layer.activation !== undefined ? [layer.activation] : [],
  );
  const kinds = [optimizer, model.activation, ...layers, ...inner].map(({ type }) => type);
  const files = [dataset.name, ...kinds].flatMap((name) => {
    const own = findOwnKind(name);
    return own === undefined ? [] : [[name, own.file] as const];
  });
  return files.length === 0 ? undefined : Object.fromEntries(files);
}
