import { defineFileDataset } from './files/define-file-dataset';
import { imagesSettings } from './images/folder/images-settings';

/** What reads folders of images, loaded when it is first needed. */
const reading = (): typeof import('./images/folder/read-image-folder') =>
  require('./images/folder/read-image-folder');

export const images = defineFileDataset({
  description:
    'A folder of images of your own, with a folder for each class: JPEG, PNG, WebP, GIF, TIFF or AVIF.',
  summary: 'a folder of images of your own',
  settings: imagesSettings,
  fileSettings: [['folder']],
  read: (spec, files) => reading().readImageFolder(spec, files),
});
