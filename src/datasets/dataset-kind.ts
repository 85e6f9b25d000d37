import type { z } from 'zod';
import type { Kind, Settings } from '../kinds/kind';
import type { Dataset } from './dataset';
import type { DatasetFacts } from './dataset-facts';
import type { DatasetSources } from './dataset-sources';
import type { TargetFacts } from './targets/targets';

/** Settings as a parsed spec states them: with the name of the data set. */
export type NamedSettings<Shape extends z.ZodRawShape> = Settings<Shape> & {
  readonly name: string;
};

/**
 * A data set that a spec can name. Its file is loaded wherever specs are read, so what reads and
 * makes data is loaded by `require` where it is needed: planning starts in a moment.
 */
export interface DatasetKind<Shape extends z.ZodRawShape = z.ZodRawShape> extends Kind<Shape> {
  /** What `doctor` says of it where it can be had, in a few words. */
  readonly summary: string;
  /** Whether validation examples are made beside the training examples, and take none of them. */
  readonly makesValidation: boolean;
  /** Whether runs of other seeds see other data. */
  drawsFromRunSeed(settings: Settings<Shape>): boolean;
  /** Its settings that are paths of the user's files, each by its keys; empty where none is. */
  readonly fileSettings: readonly (readonly string[])[];
  /**
   * What its classes are called, in the order of their ids, where the settings alone decide it;
   * otherwise only `facts` knows. None where labels are numbers.
   */
  classNames(settings: Settings<Shape>): readonly string[] | undefined;
  /** The numbers to predict, where there are no classes and the settings alone decide it. */
  targets?(settings: Settings<Shape>): TargetFacts;
  /**
   * Makes sure that the data are there, and downloads what is missing where that is allowed.
   *
   * @throws UserError that says why they can't be had.
   */
  obtain(settings: NamedSettings<Shape>, sources: DatasetSources): Promise<void>;
  /**
   * What planning has to know: what `load` would give, without its examples.
   *
   * @throws UnfitSettingError where a setting asks for what the data don't have, also before they
   * are there if that is sure; UserError where files are needed that are not there.
   */
  facts(settings: NamedSettings<Shape>, sources: DatasetSources): Promise<DatasetFacts>;
  /**
   * Loads or makes the data, and obtains them first where they are not there.
   *
   * @param runSeed what is drawn from where the settings fix no seed.
   * @throws UserError where the data can't be had, or don't have what a setting asks for.
   */
  load(settings: NamedSettings<Shape>, runSeed: number, sources: DatasetSources): Promise<Dataset>;
}

/** Joins a data set to the types of its settings. */
export const defineDataset = <const Shape extends z.ZodRawShape>(
  kind: DatasetKind<Shape>,
): DatasetKind<Shape> => kind;
