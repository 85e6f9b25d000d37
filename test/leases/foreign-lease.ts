import fs from 'node:fs';
import path from 'node:path';
import { formatHolder, type LeaseHolder } from '../../src/leases/lease-holder';

/** A process of another machine. */
export const foreignHolder: LeaseHolder = {
  nonce: 'of-another',
  host: 'elsewhere',
  pid: 4242,
  identity: '1',
  bootId: 'another-boot',
  pidNamespace: 'pid:[1]',
  since: '2026-01-01T00:00:00.000Z',
};

/** Puts the lease of a holder in its place, `ageMs` after its last sign of life. */
export function placeLease(file: string, ageMs = 0, holder: LeaseHolder = foreignHolder): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, formatHolder(holder));
  const beatAt = (Date.now() - ageMs) / 1000;
  fs.utimesSync(file, beatAt, beatAt);
}
