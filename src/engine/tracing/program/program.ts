import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Values } from '../../../tensorflow/data-types';
import { lookUp } from '../../../util/look-up';
import { encodeSavedModel } from '../graph/encode-graph';
import type { Repetition } from '../graph/graph-step';
import { feedInputs, fetchOutputs, type TensorValues } from '../native/native-call';
import { NativeSession } from '../native/native-session';
import type { Division } from '../partition/plan-partitions';
import type { TracedFunction } from '../trace/trace-function';
import {
  buildProgramGraph,
  type Definition,
  encodeFunction,
  encodeWithValues,
} from './program-graph';
import {
  initialize,
  type Loaded,
  listNumbers,
  moveVariables,
  type ProgramStart,
  setVariables,
} from './program-state';

/** What a program is made over. */
export interface ProgramOptions extends ProgramStart {
  /** Names of the variables that weight decay is for. */
  readonly decayed?: ReadonlySet<string>;
  /** How the weights of steps are divided for several cores; they stay whole where it is absent. */
  readonly division?: Division;
  /** What products are computed in, where it is not float32. */
  readonly precision?: 'bfloat16' | undefined;
  /** The function whose nodes carry the plain names of layers; other names begin with theirs. */
  readonly main?: string;
}

/**
 * Traced functions over the same variables, in one TensorFlow session: each call is one call of
 * native code. The variables live in the session; those of tfjs that they start from stay as they
 * are. A function that is defined later joins the others at the next call, which then takes as
 * long as a first call.
 */
export class TracedProgram {
  private readonly definitions = new Map<string, Definition>();
  /** Functions as GraphDefs, as far as they were asked for. */
  private readonly encoded = new Map<string, Uint8Array>();
  private loaded: Loaded | undefined;
  private isStale = false;
  /** Of the run that has the program now. */
  private numbers: Readonly<Record<string, number>>;

  constructor(private readonly options: ProgramOptions) {
    this.numbers = listNumbers(options);
  }

  /** Adds a function that leaves the variables as they are. */
  define(name: string, traced: TracedFunction): void {
    this.addDefinition(name, { prefix: this.prefixOf(name), traced, isStep: false });
  }

  /**
   * Adds a training step: its outputs named by `gradientOutput` go to the optimizer, those named by
   * `nextValueOutput` into variables, the others come back. It takes the optimizer's numbers of the
   * step as inputs of their names: `learningRate`, and where its rule has no fused kernel, those that change
   * with the step.
   */
  defineStep(name: string, traced: TracedFunction, repetition?: Repetition): void {
    this.addDefinition(name, { prefix: this.prefixOf(name), traced, isStep: true, repetition });
  }

  /** Adds a function as `define` does, unless one of its name is there; returns the name. */
  defineOnce(name: string, trace: () => TracedFunction): string {
    if (!this.definitions.has(name)) this.define(name, trace());
    return name;
  }

  /** Adds a training step as `defineStep` does, unless one of its name is there; returns the name. */
  defineStepOnce(name: string, trace: () => TracedFunction): string {
    if (!this.definitions.has(name)) this.defineStep(name, trace());
    return name;
  }

  /**
   * Calls a function.
   *
   * @param feeds its inputs, row-major.
   * @param outputs names of those wanted; TensorFlow leaves out what only others need. Do not
   * leave out outputs of a step: each of them waits for the update.
   */
  run(
    name: string,
    feeds: Readonly<Record<string, Values>>,
    outputs?: readonly string[],
  ): Record<string, TensorValues> {
    const { graph, session } = this.load();
    const { inputs, outputs: all } = lookUp(graph.functions, name);
    const wanted = outputs ?? [...all.keys()];
    const fed = feedInputs(name, inputs, feeds);
    try {
      const tensors = wanted.map((output) => lookUp(all, output).tensor);
      return fetchOutputs(session, fed.ids, fed.names, wanted, tensors);
    } finally {
      fed.free();
    }
  }

  /** The values of variables: of all, the optimizer's among them, unless names are given. */
  readVariables(names?: readonly string[]): Record<string, TensorValues> {
    const { graph, session } = this.load();
    const { reads } = graph.access;
    const wanted = names ?? [...reads.keys()];
    const tensors = wanted.map((name) => lookUp(reads, name));
    return fetchOutputs(session, [], '', wanted, tensors);
  }

  /** Sets all variables. */
  writeVariables(values: Readonly<Record<string, { readonly values: Values }>>): void {
    const { graph, session } = this.load();
    const feeds = Object.fromEntries(
      [...graph.variables.keys()].map((name) => {
        const data = values[name];
        if (data === undefined) throw new Error(`No value for the variable ${name}`);
        return [name, data.values];
      }),
    );
    const inputs = [...graph.variables].map(([name, { shape }]) => {
      const placeholder = lookUp(graph.access.placeholders, name);
      return [name, { shape, dtype: 'float32', placeholder }] as const;
    });
    const fed = feedInputs('writeVariables', new Map(inputs), feeds);
    try {
      setVariables({ graph, session }, this.numbers, fed, graph.access.writeAll);
    } finally {
      fed.free();
    }
  }

  /**
   * Begins anew: trained and untrained variables get these values, the optimizer's state its initial
   * ones. Nothing of what was before is left.
   *
   * @param start of the same names, shapes and formulas as before; with another optimizer, only the
   * numbers of its settings may differ.
   */
  restart(start: ProgramStart): void {
    const loaded = this.load();
    const given = new Map(Object.entries(listNumbers(start)));
    const names = Object.keys(this.numbers);
    this.numbers = Object.fromEntries(names.map((name) => [name, lookUp(given, name)]));
    initialize(loaded, start, this.numbers);
  }

  /** A function as the bytes of a GraphDef, as TensorBoard shows graphs. */
  encodeGraph(name: string): Uint8Array {
    const bytes = this.encoded.get(name) ?? encodeFunction(this.load().graph, name);
    this.encoded.set(name, bytes);
    return bytes;
  }

  /** Writes the program with the values of its variables as a SavedModel. */
  writeSavedModel(folder: string): void {
    const bytes = encodeWithValues(this.load().graph, this.readVariables(), this.numbers);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'saved_model.pb'), bytes);
  }

  /** Frees the session with its variables. The program can't be used afterwards. */
  dispose(): void {
    this.loaded?.session.close();
    this.loaded = undefined;
    this.definitions.clear();
    this.encoded.clear();
  }

  private prefixOf(name: string): string {
    return name === this.options.main ? '' : `${name}/`;
  }

  private addDefinition(name: string, definition: Definition): void {
    if (this.definitions.has(name)) throw new Error(`"${name}" is defined already`);
    this.definitions.set(name, definition);
    this.isStale = true;
  }

  private load(): Loaded {
    const before = this.loaded;
    if (before !== undefined && !this.isStale) return before;
    const {
      variables,
      untrained = new Map(),
      optimizer,
      division,
      decayed,
      precision,
    } = this.options;
    const graph = buildProgramGraph({
      trained: variables,
      untrained,
      decayed,
      optimizer,
      division,
      precision,
      numbers: Object.keys(this.numbers),
      definitions: this.definitions,
    });
    const session = new NativeSession(encodeSavedModel(graph.nodes));
    if (before === undefined) initialize({ graph, session }, this.options, this.numbers);
    else moveVariables(before, { graph, session }, this.numbers);
    this.loaded = { graph, session };
    this.isStale = false;
    return this.loaded;
  }
}
