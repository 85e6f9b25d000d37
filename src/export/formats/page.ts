import { describeModel } from '../describe-model';
import { buildPage } from '../page/build-page';
import { readTrainedNetwork } from '../read-trained-model';
import type { ExportFormat } from './export-format';

/** A page to try the model with, in any browser. */
export const page: ExportFormat = {
  description: 'an HTML page that runs the model by itself, offline',
  file: 'index.html',
  async write(model) {
    const network = readTrainedNetwork(model);
    const { description } = describeModel(model, network);
    return { 'index.html': buildPage(model, network, description) };
  },
};
