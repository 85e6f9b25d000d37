import type { NetworkOptions } from '../../model/network';
import type { Optimizer } from '../../optimizers/optimizer';
import type { Clipping } from '../clip-gradients';
import { type CompiledProgram, withStart } from './compile-network';

/**
 * Programs that are kept have so many weights together: with the state of the optimizer, the copy that
 * they were traced from and the graph, some 600 MB at most.
 */
const mostWeights = 3e7;

/** A small one takes memory too, some megabytes. */
const mostPrograms = 50;

/** A program for the next run of a key, as `programKey` gives it, and of the program's constants. */
interface Kept {
  readonly key: string;
  readonly compiled: CompiledProgram;
}

/** Programs that no session has at the moment. */
export class KeptPrograms {
  /** The most recent last. */
  private kept: Kept[] = [];

  /**
   * Takes a program, with the initial weights of a network, the numbers of a run and nothing of the runs
   * before.
   *
   * @returns undefined where none of this key serves.
   */
  take(
    key: string,
    options: NetworkOptions,
    clipping: Clipping,
    optimizer: Optimizer,
  ): CompiledProgram | undefined {
    if (!this.kept.some((each) => each.key === key)) return undefined;
    return withStart(options, clipping, optimizer, (start, { drawSeeds }) => {
      const found = this.takeOut(key, start.numbers);
      found?.program.restart(start);
      return found && { ...found, drawSeeds };
    });
  }

  private takeOut(
    key: string,
    numbers: Readonly<Record<string, number>>,
  ): CompiledProgram | undefined {
    const index = this.kept.findLastIndex(
      ({ key: other, compiled }) =>
        other === key &&
        Object.entries(compiled.context.constants).every(
          ([name, value]) => numbers[name] === value,
        ),
    );
    return index < 0 ? undefined : this.kept.splice(index, 1)[0]?.compiled;
  }

  /** Keeps a program for the next session; those that were used least recently make room. */
  giveBack(key: string, compiled: CompiledProgram): void {
    const known = this.takeOut(key, compiled.context.constants);
    if (known !== undefined) free(known);
    this.kept.push({ key, compiled });
    this.makeRoom();
  }

  private makeRoom(): void {
    let weights = 0;
    const most = this.kept.toReversed().findIndex(({ compiled }, place) => {
      weights += countWeights(compiled);
      return place >= mostPrograms || weights > mostWeights;
    });
    if (most < 0) return;
    const dropped = this.kept.splice(0, this.kept.length - most);
    for (const { compiled } of dropped) free(compiled);
  }

  /** Frees all. */
  dispose(): void {
    for (const { compiled } of this.kept) free(compiled);
    this.kept = [];
  }
}

function countWeights({ network }: CompiledProgram): number {
  return [...network.trained.values()].reduce((sum, { size }) => sum + size, 0);
}

function free({ network, program }: CompiledProgram): void {
  program.dispose();
  network.model.dispose();
}
