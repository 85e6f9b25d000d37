import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  breakLease,
  claimLease,
  type Lease,
  LeaseLostError,
  readLeaseHolder,
} from '../../src/leases/lease';
import { describeSelf } from '../../src/leases/lease-holder';
import { leaseTiming } from '../../src/leases/lease-timing';
import { LeaseWatch, readLease } from '../../src/leases/lease-watch';
import { useScratchFolder } from '../scratch-folder';
import { foreignHolder, placeLease } from './foreign-lease';

jest.setTimeout(60_000);

const scratch = useScratchFolder();
const leaseFile = (): string => path.join(scratch(), 'leases', 'some.lease');
const leaseModule = JSON.stringify(require.resolve('../../src/leases/lease'));

const held: Lease[] = [];
afterEach(() => {
  jest.restoreAllMocks();
  for (const lease of held.splice(0)) lease.release();
});

function claim(file: string, watch?: LeaseWatch): Lease {
  const attempt = claimLease(file, watch);
  if (!attempt.ok) throw new Error(`It is held: ${JSON.stringify(attempt.holder)}`);
  held.push(attempt.lease);
  return attempt.lease;
}

/** A process that takes a lease and keeps it until it is killed. */
async function holdElsewhere(file: string): Promise<ChildProcess> {
  const program = `
    const attempt = require(${leaseModule}).claimLease(${JSON.stringify(file)});
    console.log(attempt.ok);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(String((await once(child.stdout, 'data'))[0]).trim()).toBe('true');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}

test('the second process is told who has it, however long that stands still', async () => {
  const child = await holdElsewhere(leaseFile());
  child.kill('SIGSTOP');
  const longAgo = new Date('2020-01-01');
  fs.utimesSync(leaseFile(), longAgo, longAgo);
  expect(claimLease(leaseFile())).toMatchObject({
    ok: false,
    isSuspect: false,
    holder: { pid: child.pid },
  });
  expect(readLeaseHolder(leaseFile())?.pid).toBe(child.pid);
  await kill(child);
});

test('what a killed process of this machine left is taken over at once', async () => {
  await kill(await holdElsewhere(leaseFile()));
  expect(readLeaseHolder(leaseFile())).toBeUndefined();
  claim(leaseFile());
  expect(readLeaseHolder(leaseFile())?.pid).toBe(process.pid);
});

test('it is what it was when another name was given to the machine', async () => {
  const child = await holdElsewhere(leaseFile());
  const seen = readLease(leaseFile())?.holder;
  if (seen === undefined) throw new Error('There is no lease');
  placeLease(leaseFile(), 0, { ...seen, host: 'its-earlier-name' });
  expect(claimLease(leaseFile()).ok).toBe(false);
  await kill(child);
  claim(leaseFile());
});

test('what is given back can be had again, and leaves nothing', () => {
  claim(leaseFile()).release();
  expect(fs.readdirSync(path.dirname(leaseFile()))).toEqual([]);
  claim(leaseFile());
  expect(fs.readdirSync(path.dirname(leaseFile()))).toEqual(['some.lease']);
});

describe('a lease of a machine that nobody can look at', () => {
  const timing = { ...leaseTiming(), timeoutMs: 60_000, watchMs: 300 };

  test('is respected while there are signs of life', () => {
    placeLease(leaseFile(), 59_000);
    const attempt = claimLease(leaseFile(), new LeaseWatch(timing));
    expect(attempt).toEqual({ ok: false, isSuspect: false, holder: foreignHolder });
  });

  test('is watched without them, and then taken over', async () => {
    placeLease(leaseFile(), 61_000);
    const watch = new LeaseWatch(timing);
    expect(claimLease(leaseFile(), watch)).toMatchObject({ ok: false, isSuspect: true });
    await sleep(100);
    expect(claimLease(leaseFile(), watch)).toMatchObject({ ok: false, isSuspect: true });
    await sleep(300);
    claim(leaseFile(), watch);
    expect(readLease(leaseFile())?.holder?.pid).toBe(process.pid);
  });

  test('is not taken over when the clock of the drive was set on: it shows that it lives', async () => {
    placeLease(leaseFile(), 3_600_000);
    const watch = new LeaseWatch(timing);
    expect(claimLease(leaseFile(), watch)).toMatchObject({ isSuspect: true });
    await sleep(400);
    placeLease(leaseFile(), 0);
    expect(claimLease(leaseFile(), watch)).toMatchObject({ ok: false, isSuspect: false });
  });

  test.each([-7_200_000, 7_200_000])(
    'is judged by the drive, where the clock of this machine is %i ms off',
    (offsetMs) => {
      placeLease(leaseFile(), 30_000);
      const now = Date.now();
      jest.spyOn(Date, 'now').mockImplementation(() => now + offsetMs);
      const attempt = claimLease(leaseFile(), new LeaseWatch(timing));
      expect(attempt).toMatchObject({ ok: false, isSuspect: false });
    },
  );
});

test('a file that says nothing is respected like the lease of a stranger', async () => {
  fs.mkdirSync(path.dirname(leaseFile()));
  fs.writeFileSync(leaseFile(), '');
  const watch = new LeaseWatch({ ...leaseTiming(), timeoutMs: 100, watchMs: 100 });
  expect(claimLease(leaseFile(), watch)).toEqual({ ok: false, isSuspect: false });
  await sleep(150);
  claimLease(leaseFile(), watch);
  await sleep(150);
  claim(leaseFile(), watch);
});

test('signs of life are written by the drive, in place', async () => {
  const timing = { ...leaseTiming(), beatMs: 50 };
  const attempt = claimLease(leaseFile(), new LeaseWatch(), timing);
  if (attempt.ok) held.push(attempt.lease);
  const longAgo = new Date('2020-01-01');
  fs.utimesSync(leaseFile(), longAgo, longAgo);
  await sleep(300);
  expect(Date.now() - fs.statSync(leaseFile()).mtimeMs).toBeLessThan(5000);
  expect(readLease(leaseFile())?.holder?.pid).toBe(process.pid);
});

describe('one whose lease was taken over', () => {
  test('notices at its next sign of life', async () => {
    const attempt = claimLease(leaseFile(), new LeaseWatch(), { ...leaseTiming(), beatMs: 30 });
    if (!attempt.ok) throw new Error('It is held');
    placeLease(leaseFile());
    await sleep(300);
    expect(() => attempt.lease.confirm()).toThrow(LeaseLostError);
    attempt.lease.release();
    expect(readLease(leaseFile())?.holder).toEqual(foreignHolder);
  });

  test('notices before it writes, when it had stood still for long', () => {
    const lease = claim(leaseFile());
    lease.confirm();
    placeLease(leaseFile());
    // Nothing had been confirmed for so long that another may have it.
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 40_000);
    expect(() => lease.confirm()).toThrow(/was taken over by process 4242 on elsewhere/);
  });

  test('stops too where its drive has been away', () => {
    const lease = claim(leaseFile());
    fs.chmodSync(leaseFile(), 0o444);
    jest.spyOn(fs, 'openSync').mockImplementation(() => {
      throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
    });
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 50_000);
    expect(() => lease.confirm()).toThrow();
  });
});

test('it can be taken away by hand, which says from whom', () => {
  placeLease(leaseFile());
  expect(breakLease(leaseFile())).toEqual(foreignHolder);
  expect(breakLease(leaseFile())).toBeUndefined();
  claim(leaseFile());
});

test('of many processes that take over a dead lease at once, one gets it', async () => {
  placeLease(leaseFile(), 0, { ...describeSelf(), pid: 2 ** 22 + 1, identity: '1' });
  const program = `
    const { claimLease } = require(${leaseModule});
    const until = Number(process.argv[1]);
    while (Date.now() < until);
    console.log(claimLease(${JSON.stringify(leaseFile())}).ok ? 'got it' : 'held');
    setInterval(() => {}, 1000);`;
  const startAt = String(Date.now() + 1500);
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['-e', program, startAt], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const said = await Promise.all(
    children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
  );
  await Promise.all(children.map(kill));
  expect(said.sort()).toEqual(['got it', 'held', 'held', 'held', 'held', 'held']);
});

test('the time that a silent lease lives can be set', () => {
  expect(leaseTiming('30').timeoutMs).toBe(30_000);
  expect(leaseTiming('').timeoutMs).toBe(90_000);
  expect(() => leaseTiming('soon')).toThrow(/ABLATE_LEASE_TIMEOUT is soon/);
});
