import type { EngineName } from '../spec/experiment-schema';
import { CompiledEngine } from './compiled/compiled-engine';
import { eagerEngine } from './eager-engine';
import type { Engine } from './engine';
import { referenceEngine } from './reference-engine';

const engines: Readonly<Record<EngineName, () => Engine>> = {
  compiled: () => new CompiledEngine(),
  eager: () => eagerEngine,
  reference: () => referenceEngine,
};

/** An engine of a name, to be disposed of. */
export function openEngine(name: EngineName): Engine {
  return engines[name]();
}
