import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { EventWriter } from '../../../src/records/events/event-writer';
import { readEvents } from '../../../src/records/events/read-events';
import { frameRecord, parseRecords } from '../../../src/records/events/record-framing';
import { buildHistogram } from '../../../src/records/summaries/histogram';
import { buildScalar } from '../../../src/records/summaries/scalar';
import { useScratchFolder } from '../../scratch-folder';

const folder = useScratchFolder();
const clock = (): number => 1_700_000_000_250;

test('a file begins with its version and the start of the attempt', () => {
  const writer = EventWriter.open(folder(), 0, clock);
  writer.close();
  expect(path.basename(writer.path)).toMatch(/^events\.out\.tfevents\.1700000000\..+\.\d+\.0\.v2$/);
  expect(readEvents(writer.path)).toEqual({
    events: [
      { kind: 'fileVersion', fileVersion: 'brain.Event:2', step: 0, wallTimeMs: clock() },
      { kind: 'start', step: 0, wallTimeMs: clock() },
    ],
    damage: undefined,
  });
});

test('summaries come back as they were written', () => {
  const writer = EventWriter.open(folder(), 101, clock);
  const scalar = buildScalar('loss/train', Math.fround(0.1));
  const histogram = buildHistogram('weights/fc1', [{ left: -1, right: 1, count: 7 }]);
  writer.writeSummaries(2 ** 40, [scalar, { ...histogram, description: 'All **weights**' }]);
  writer.writeSummaries(1, []);
  writer.writeGraph(Buffer.from('graph'));
  // The writer is still open: what a killed process would leave.
  const { events } = readEvents(writer.path);
  expect(events.slice(1)).toEqual([
    { kind: 'start', step: 101, wallTimeMs: clock() },
    {
      kind: 'summaries',
      step: 2 ** 40,
      wallTimeMs: clock(),
      summaries: [scalar, { ...histogram, description: 'All **weights**' }],
    },
    { kind: 'graph', step: 0, wallTimeMs: clock(), graphDef: Buffer.from('graph') },
  ]);
  writer.close();
});

test('files sort in the order of their opening, even when the clock runs back', () => {
  const times = [5000, 5000, 5000, 2000, 7000].map((seconds) => seconds * 1000);
  const names = times.map((time, index) => {
    // As if another process with a higher id had written the one before.
    if (index === 2) {
      fs.writeFileSync(path.join(folder(), 'events.out.tfevents.0000005000.zz.9999999.0.v2'), '');
    }
    const writer = EventWriter.open(folder(), 0, () => time);
    writer.close();
    return path.basename(writer.path);
  });
  expect(new Set(names).size).toBe(names.length);
  expect([...names].sort()).toEqual(names);
  expect(names[2]?.includes('.0000005001.')).toBe(true);
  expect(names[4]?.includes('.0000007000.')).toBe(true);
});

describe('records', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });

  test('frame and parse are inverse', () => {
    fc.assert(
      fc.property(payloads, (expected) => {
        const { payloads: parsed, damage } = parseRecords(Buffer.concat(expected.map(frameRecord)));
        expect(damage).toBeUndefined();
        expect(parsed.map((payload) => [...payload])).toEqual(expected.map((bytes) => [...bytes]));
      }),
      { seed: 2 },
    );
  });

  test('a file cut off anywhere gives its whole records and says that it is torn', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), (written, cut) => {
        const records = written.map(frameRecord);
        const bytes = Buffer.concat(records);
        const length = cut % (bytes.length + 1);
        const ends = records.map((_, index) => Buffer.concat(records.slice(0, index + 1)).length);
        const { payloads: parsed, damage } = parseRecords(bytes.subarray(0, length));
        const whole = ends.filter((end) => end <= length);
        expect(parsed).toHaveLength(whole.length);
        const lastEnd = whole.at(-1) ?? 0;
        expect(damage).toEqual(
          lastEnd === length ? undefined : { offset: lastEnd, reason: 'torn' },
        );
      }),
      { seed: 3 },
    );
  });

  test.each([
    [3, 'length checksum'],
    [9, 'length checksum'],
    [14, 'payload checksum'],
    [17, 'payload checksum'],
  ])('a bit that flips at byte %i of a record is found', (byte, reason) => {
    const first = frameRecord(Buffer.from('one'));
    const bytes = Buffer.concat([first, frameRecord(Buffer.from('two'))]);
    const at = first.length + byte;
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    const { payloads: parsed, damage } = parseRecords(bytes);
    expect(parsed).toEqual([Buffer.from('one')]);
    expect(damage).toEqual({ offset: first.length, reason });
  });
});
