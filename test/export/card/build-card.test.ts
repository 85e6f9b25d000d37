import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { exportModel } from '../../../src/export/export-model';
import { readTrainedModel } from '../../../src/export/read-trained-model';
import { writeResults } from '../../analysis/sample-results';
import { planText } from '../../plan/plan-samples';
import { useScratchFolder } from '../../scratch-folder';
import { pointsSpec } from '../sample-models';
import { writeTrainedRun } from '../trained-run';

const scratch = useScratchFolder();

test('a card tells settings, data, metrics over the seeds of the trial, and what is weak', async () => {
  const spec = `${pointsSpec}seeds: 4\n`;
  const { model } = await writeTrainedRun(scratch(), spec);
  const { directory, config } = model;
  const planning = planText(spec);
  if (!planning.ok) throw new Error('The spec has problems');
  writeResults(scratch(), planning.plan, ({ seed }) => 0.9 + seed / 100);
  const status = JSON.parse(fs.readFileSync(directory.statusFile, 'utf8'));
  const ailing = { ...status, pathologies: ['dead ReLUs: 40 % of fc1'] };
  fs.writeFileSync(directory.statusFile, JSON.stringify(ailing));
  const confusionMatrix = [
    [480, 20],
    [0, 500],
  ];
  const findings = { classNames: ['outer', 'inner'], confusionMatrix };
  fs.writeFileSync(directory.findingsFile, JSON.stringify(findings));
  const trained = await readTrainedModel({ config }, directory);
  const { folder } = await exportModel(trained, 'onnx', path.join(scratch(), 'out'));
  const card = fs.readFileSync(path.join(folder, 'MODEL_CARD.md'), 'utf8');
  expect(card).toMatch(/^# points: \S+, seed 0$/m);
  // The interval of Student's t around 0.915 with s = 0.0129 is 0.8945 to 0.9355.
  expect(card).toMatch(
    /^\| test\/accuracy \| 0\.9000 \| 0\.9150 \| 0\.8[89]\d\d to 0\.93\d\d \|$/m,
  );
  expect(card).toContain('mean of 4 seeds');
  expect(card).toContain('- dead ReLUs: 40 % of fc1');
  expect(card).toContain('- of 500 test examples of class outer it misses 20, mostly for inner');
  expect(card).toContain('session.run(None, {"inputs": inputs})');
  const blocks = [...card.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => parse(text ?? ''));
  expect(blocks[0]).toMatchObject({ settings: { name: 'moons', testSize: 1000 } });
  expect(blocks[1]).toMatchObject({ optimizer: { type: 'adam' }, steps: 10 });
});
