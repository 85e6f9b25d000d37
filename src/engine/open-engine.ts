import type { EngineName } from '../spec/experiment-schema';
import { UserError } from '../util/user-error';
import { compiledEngine } from './compiled-engine';
import { eagerEngine } from './eager-engine';
import type { Engine } from './engine';

const engines: Partial<Record<EngineName, Engine>> = {
  compiled: compiledEngine,
  eager: eagerEngine,
};

/**
 * The engine of a name.
 *
 * @throws UserError where it is not there.
 */
export function openEngine(name: EngineName): Engine {
  const engine = engines[name];
  if (engine === undefined) {
    throw new UserError(`The engine "${name}" is not there yet`, { hint: 'Use `engine: eager`.' });
  }
  return engine;
}
