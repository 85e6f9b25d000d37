import type { EngineName } from '../spec/experiment-schema';
import { compiledEngine } from './compiled/compiled-engine';
import { eagerEngine } from './eager-engine';
import type { Engine } from './engine';
import { referenceEngine } from './reference-engine';

const engines: Readonly<Record<EngineName, Engine>> = {
  compiled: compiledEngine,
  eager: eagerEngine,
  reference: referenceEngine,
};

/** The engine of a name. */
export function openEngine(name: EngineName): Engine {
  return engines[name];
}
