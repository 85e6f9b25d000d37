import type { FeatureFacts } from '../../datasets/dataset-facts';

/** An input of a model of tables. */
export interface FeatureInput {
  /** Of the column. */
  readonly name: string;
  /** The category that it is 1 for, and 0 for any other; undefined for a number. */
  readonly category: string | undefined;
  /** The network sees `raw * scale + offset`. */
  readonly scale: number;
  readonly offset: number;
  /** A value as it is common in training: the mean, or the share of the category. */
  readonly usual: number;
}

/** The inputs of a model, in order, that the columns of a table became. */
export function listFeatureInputs(features: readonly FeatureFacts[]): readonly FeatureInput[] {
  return features.flatMap(({ name, categories, fill, mean = 0, deviation = 1 }) =>
    fill.map((usual, index) => ({
      name,
      category: categories?.[index],
      scale: 1 / deviation,
      offset: mean === 0 ? 0 : -mean / deviation,
      usual,
    })),
  );
}
