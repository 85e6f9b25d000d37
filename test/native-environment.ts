import { TestEnvironment } from 'jest-environment-node';

// TensorFlow reads it when it is loaded: else it prints four lines for each graph.
process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';

/**
 * Jest gives every test file globals of its own, and the native TensorFlow addon returns typed
 * arrays of the outer realm: without sharing their constructors `instanceof Float32Array` is false.
 */
export default class NativeEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    // However the tests are started, hints say `ablate ...`.
    this.global.process.env['ABLATE_COMMAND'] = 'ablate';
    Object.assign(this.global, {
      Float32Array,
      Float64Array,
      Int32Array,
      Uint32Array,
      Uint16Array,
      Int16Array,
      Uint8Array,
      Int8Array,
      Uint8ClampedArray,
      BigInt64Array,
      BigUint64Array,
      DataView,
      ArrayBuffer,
    });
  }
}
