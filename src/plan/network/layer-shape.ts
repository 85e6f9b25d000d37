import type { LayerSpec } from '../../spec/model-schema';
import { countValues } from '../../util/count-values';

/** Shape of what a layer makes of one example of a shape: `[units]` or `[height, width, channels]`. */
export function layerOutputShape(layer: LayerSpec, shape: readonly number[]): readonly number[] {
  switch (layer.type) {
    case 'dense':
      return [layer.units];
    case 'flatten':
      return [countValues(shape)];
    case 'activation':
    case 'dropout':
      return shape;
    case 'conv2d':
    case 'maxPool2d':
    case 'averagePool2d': {
      const [height = 1, width = 1, channels = 1] = shape;
      const isConvolution = layer.type === 'conv2d';
      const window = isConvolution ? layer.kernelSize : layer.poolSize;
      const strides = layer.strides ?? window;
      const side = (size: number): number =>
        Math.max(1, Math.ceil((layer.padding === 'same' ? size : size - window + 1) / strides));
      return [side(height), side(width), isConvolution ? layer.filters : channels];
    }
  }
}
