import net from 'node:net';
import { text } from 'node:stream/consumers';
import type { KubectlAnswer } from './kubernetes-stand-in';

/** Hands a command line and its input to the cluster that listens, and does as it says. */
async function main([socket = '', ...args]: readonly string[]): Promise<void> {
  const input = await text(process.stdin);
  const connection = net.connect(socket);
  connection.end(JSON.stringify({ args, input }));
  const { stdout, stderr, code }: KubectlAnswer = JSON.parse(await text(connection));
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}

void main(process.argv.slice(2));
