import { type ChildProcess, spawn } from 'node:child_process';

/** A real TensorBoard, to be asked what it shows. */
export class TensorBoardServer {
  private constructor(
    private readonly child: ChildProcess,
    /** Of its pages, without a slash behind it. */
    readonly address: string,
  ) {}

  /**
   * Starts TensorBoard on a free port of 127.0.0.1.
   *
   * @param loader `fast` is the data server in Rust, the default; `python` the one without it.
   */
  static async start(
    python: string,
    logdir: string,
    loader: 'fast' | 'python',
  ): Promise<TensorBoardServer> {
    const options = ['--logdir', logdir, '--host', '127.0.0.1', '--port', '0'];
    const child = spawn(
      python,
      [
        '-m',
        'tensorboard.main',
        ...options,
        `--load_fast=${loader === 'fast'}`,
        '--reload_interval=1',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' } },
    );
    const address = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.stderr.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const found = /TensorBoard \S+ at (http:\/\/[\d.]+:\d+)/.exec(printed)?.[1];
        if (found !== undefined) {
          resolve(found);
        }
      });
      child.on('error', reject);
      child.on('exit', () => reject(new Error(`TensorBoard ended: ${printed}`)));
    });
    return new TensorBoardServer(child, address);
  }

  /** Asks one of the pages' own questions: `scalars/tags`, with its parameters. */
  async ask(route: string, parameters: Readonly<Record<string, string>> = {}): Promise<unknown> {
    return (await this.fetch(`plugin/${route}`, parameters)).json();
  }

  /** Asks a question that is put as JSON. */
  async post(route: string, question: unknown): Promise<unknown> {
    const response = await fetch(`${this.address}/data/plugin/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
    });
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** The same for answers that are no JSON. */
  async askBytes(route: string, parameters: Readonly<Record<string, string>>): Promise<Buffer> {
    const response = await this.fetch(`plugin/${route}`, parameters);
    return Buffer.from(await response.arrayBuffer());
  }

  /** The names of the runs. */
  async runs(): Promise<unknown> {
    return (await this.fetch('runs', {})).json();
  }

  /** Asks until the answer meets a condition, because files are loaded in the background. */
  async waitFor(
    question: () => Promise<unknown>,
    isLoaded: (answer: unknown) => boolean,
  ): Promise<void> {
    const deadline = Date.now() + 30_000;
    let answer: unknown;
    while (Date.now() < deadline) {
      answer = await question();
      if (isLoaded(answer)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`TensorBoard did not load it: ${JSON.stringify(answer)}`);
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  private async fetch(
    route: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const query = new URLSearchParams(parameters).toString();
    const response = await fetch(`${this.address}/data/${route}?${query}`);
    if (!response.ok) {
      throw new Error(`${route}?${query}: ${response.status} ${await response.text()}`);
    }
    return response;
  }
}
