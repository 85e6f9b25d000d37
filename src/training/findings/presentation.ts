import type { Image } from '../../records/summaries/image';
import type { Summary } from '../../records/summaries/summary';

/** Findings for people. */
export interface Presentation {
  /** What is written into the folder `findings`, by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Written there as PNG and shown by TensorBoard, by name. */
  readonly pictures: Readonly<Record<string, Image>>;
  /** The text that TensorBoard shows first, by its tag. */
  readonly text: Summary;
  /** What TensorBoard shows behind everything else. */
  readonly curves: readonly Summary[];
}
