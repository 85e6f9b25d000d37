import fs from 'node:fs';
import path from 'node:path';

/** What the commands of a pretended Slurm do: lines of shell. */
export interface FakeCommands {
  readonly sbatch?: string;
  readonly squeue?: string;
  readonly scancel?: string;
  readonly scontrol?: string;
}

/** Commands of Slurm that note how they are called. */
export interface FakeSlurm {
  /** To be put before the others on the PATH. */
  readonly folder: string;
  /** Changes what commands do. */
  change(commands: FakeCommands): void;
  /** How a command was called, a line for each time. */
  calls(name: keyof FakeCommands): string[];
}

const ordinary: Required<FakeCommands> = {
  sbatch: 'case "$*" in *--version*) echo slurm 22.05.8;; *worker.sh) echo 12;; *) echo 13;; esac',
  squeue: '',
  scancel: '',
  scontrol: 'echo "MaxArraySize            = 1001"',
};

/** Writes the commands of a pretended Slurm into a folder. */
export function writeFakeSlurm(folder: string, commands: FakeCommands = {}): FakeSlurm {
  fs.mkdirSync(folder, { recursive: true });
  const log = (name: string): string => path.join(folder, `${name}.calls`);
  const change = (changed: FakeCommands): void => {
    for (const [name, body] of Object.entries(changed)) {
      const text = `#!/bin/sh\necho "$*" >> '${log(name)}'\n${body}\n`;
      fs.writeFileSync(path.join(folder, name), text, { mode: 0o755 });
    }
  };
  change({ ...ordinary, ...commands });
  return {
    folder,
    change,
    calls: (name) =>
      fs.existsSync(log(name)) ? fs.readFileSync(log(name), 'utf8').trim().split('\n') : [],
  };
}
