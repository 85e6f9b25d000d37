import { type SpecPlace, type SpecProblem, sortByPlace } from '../../spec/spec-problem';
import type { SettingsProblem } from '../settings-problem';

/** Problems of many trials, each once: trials that differ elsewhere repeat them. */
export class ProblemSet {
  private readonly problems = new Map<string, SpecProblem>();

  /** How many there are. */
  get size(): number {
    return this.problems.size;
  }

  /** Adds a problem at the place of its setting. */
  add(
    { path, message, hint }: SettingsProblem,
    place: (path: SettingsProblem['path']) => SpecPlace,
  ): void {
    this.addPlaced({ ...place(path), message, hint });
  }

  /** Adds a problem that has its place. */
  addPlaced(problem: SpecProblem): void {
    this.problems.set(JSON.stringify(problem), problem);
  }

  /** In the order of the file. */
  list(): SpecProblem[] {
    return sortByPlace([...this.problems.values()]);
  }
}
