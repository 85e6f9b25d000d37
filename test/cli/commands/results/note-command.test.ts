import path from 'node:path';
import { buildReport } from '../../../../src/analysis/report/build-report';
import { readResults } from '../../../../src/analysis/results/read-results';
import { showList } from '../../../../src/cli/commands/answers/list-command';
import { showStatus } from '../../../../src/cli/commands/answers/status-command';
import { noteExperiment } from '../../../../src/cli/commands/results/note-command';
import { planSample, writeResults } from '../../../analysis/sample-results';
import { useScratchFolder } from '../../../scratch-folder';
import { captureOutput } from '../../capture-output';
import { plainPlanning } from '../../plain-options';

jest.setTimeout(60_000);

const scratch = useScratchFolder();

test('a note is shown by list, status and the report, until it is taken away', async () => {
  const resultsDir = path.join(scratch(), 'results');
  const plan = { ...planSample('seeds: 2'), experiment: 'alpha' };
  const directory = writeResults(resultsDir, plan, () => 0.9);
  const note = (
    more: Partial<Parameters<typeof noteExperiment>[0]>,
  ): ReturnType<typeof captureOutput> =>
    captureOutput(() =>
      noteExperiment({
        experiment: 'alpha',
        text: undefined,
        clear: false,
        format: 'table',
        resultsDir,
        ...more,
      }),
    );
  const showAll = async (): Promise<string[]> => {
    const listed = await captureOutput(() =>
      showList({ resultsDir, format: 'table', tag: undefined }),
    );
    const standing = await captureOutput(() =>
      showStatus({ ...plainPlanning, experiment: [], resultsDir, format: 'table' }),
    );
    return [listed.stdout, standing.stdout, await buildReport(readResults(directory))];
  };
  expect((await note({})).stderr).toBe('alpha has no note.\n');
  expect((await note({ text: 'chapter 3 <b>' })).stdout).toBe('chapter 3 <b>\n');
  const [listed, standing, report] = await showAll();
  expect(listed).toMatch(/ chapter 3 <b>$/m);
  expect(standing).toMatch(/^ {2}chapter 3 <b>$/m);
  expect(report).toContain('<p>Note: chapter 3 &lt;b&gt;</p>');
  expect(JSON.parse((await note({ format: 'json' })).stdout)).toEqual({
    version: 1,
    command: 'note',
    experiment: 'alpha',
    note: 'chapter 3 <b>',
  });
  expect(() =>
    noteExperiment({ experiment: 'alpha', text: 'x', clear: true, format: 'table', resultsDir }),
  ).toThrow('A note is written or taken away, not both');
  expect((await note({ clear: true })).stderr).toBe('alpha has no note.\n');
  for (const shown of await showAll()) expect(shown).not.toContain('chapter 3');
});
