import type { ExportFormat } from './export-format';
import { keras } from './keras';
import { layersModel } from './layers-model';
import { onnx } from './onnx';
import { page } from './page';
import { savedModel } from './saved-model';

/** Every format, by its name on the command line. */
export const formats = {
  savedmodel: savedModel,
  keras,
  onnx,
  tfjs: layersModel,
  page,
} as const satisfies Readonly<Record<string, ExportFormat>>;

/** The name of a format. */
export type FormatName = keyof typeof formats;

/** The names of all formats. */
export const formatNames = Object.keys(formats) as readonly FormatName[];
