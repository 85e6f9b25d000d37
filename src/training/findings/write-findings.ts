import path from 'node:path';
import type { TrainingTask } from '../../engine/engine';
import { writeFindingsFile } from '../../records/findings-file';
import type { RunDirectory } from '../../records/run-directory';
import { buildImages, encodePng, type Image } from '../../records/summaries/image';
import type { Summary } from '../../records/summaries/summary';
import { buildText } from '../../records/summaries/text';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { makeFolder } from '../../util/files/make-folder';
import type { Examination } from './examine';
import { presentClasses } from './present-classes';
import { presentTargets } from './present-targets';
import type { Presentation } from './presentation';

/**
 * Writes findings for programs (`findings.json`) and for people (`findings/`), and returns what
 * TensorBoard shows of them.
 *
 * @throws UserError when the disk refuses.
 */
export function writeFindings(
  examination: Examination,
  pictures: Readonly<Record<string, Image>>,
  task: TrainingTask,
  directory: RunDirectory,
): Summary[] {
  const { findings } = examination;
  const presentation = present(examination, task);
  makeFolder(directory.findings);
  const write = (name: string, content: string | Uint8Array): void =>
    // The status that follows waits for all that the run leaves.
    writeFileAtomic(path.join(directory.findings, name), content, 'nothing');
  for (const [name, content] of Object.entries(presentation.files)) write(name, content);

  const summaries: Summary[] = [presentation.text];
  for (const [name, image] of Object.entries({ ...presentation.pictures, ...pictures })) {
    write(`${name}.png`, encodePng(image));
    summaries.push(buildImages(`findings/${name}`, [image]));
  }
  if (findings.pathologies.length > 0) {
    const list = findings.pathologies.map(({ detail }) => `- ${detail}`).join('\n');
    summaries.push(buildText('findings/pathologies', list));
  }
  writeFindingsFile(directory.findingsFile, findings);
  return [...summaries, ...presentation.curves];
}

function present(examination: Examination, task: TrainingTask): Presentation {
  return examination.labels === 'classes'
    ? presentClasses(examination, task)
    : presentTargets(examination, task);
}
