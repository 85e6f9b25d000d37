/** One pinned Python wheel that carries TensorFlow's libraries and C headers. */
export interface Wheel {
  readonly project: 'tensorflow' | 'tensorflow-cpu';
  readonly version: string;
  /** pip's platform tag. */
  readonly platformTag: string;
  readonly sha256: string;
  /** Libraries inside the wheel's folder `tensorflow/`, the one that is linked against first. */
  readonly libraries: readonly string[];
}

/** The TensorFlow version of every wheel below. */
export const WHEEL_TENSORFLOW_VERSION = '2.21.0';
/** Which Python the wheels are for matters not: only the C libraries are used. */
export const WHEEL_PYTHON_TAG = { version: '3.11', abi: 'cp311' } as const;

const LINUX_LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const MAC_LIBRARIES = ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'];

/** By `process.platform` and `process.arch`. */
const WHEELS: Readonly<Record<string, Wheel>> = {
  'linux-x64': {
    project: 'tensorflow-cpu',
    version: WHEEL_TENSORFLOW_VERSION,
    platformTag: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    libraries: LINUX_LIBRARIES,
  },
  'linux-arm64': {
    project: 'tensorflow',
    version: WHEEL_TENSORFLOW_VERSION,
    platformTag: 'manylinux_2_27_aarch64',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    libraries: LINUX_LIBRARIES,
  },
  'darwin-arm64': {
    project: 'tensorflow',
    version: WHEEL_TENSORFLOW_VERSION,
    platformTag: 'macosx_12_0_arm64',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    libraries: MAC_LIBRARIES,
  },
};

/** The wheel for this machine, or undefined where none fits (Windows, Intel Macs, musl, old glibc). */
export function findWheel(
  platform: string = process.platform,
  arch: string = process.arch,
): Wheel | undefined {
  if (platform === 'linux' && !hasGlibc(2, 27)) return undefined;
  return WHEELS[`${platform}-${arch}`];
}

function hasGlibc(major: number, minor: number): boolean {
  const report: unknown = process.report.getReport();
  const { header } = report as { readonly header?: { readonly glibcVersionRuntime?: string } };
  const version = header?.glibcVersionRuntime?.split('.').map(Number) ?? [0, 0];
  const [foundMajor = 0, foundMinor = 0] = version;
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
}
