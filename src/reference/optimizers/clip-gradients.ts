import type { ClippingSettings } from './create-update-rule';

/**
 * Clips gradients in place: each value to at most `clipValue` in size, or all together to a length of
 * at most `clipNorm` (Pascanu et al., 2013), without a turn.
 */
export function clipGradients(
  gradients: readonly Float64Array[],
  { clipNorm, clipValue }: ClippingSettings,
): void {
  if (clipValue !== undefined) {
    for (const gradient of gradients) {
      for (let p = 0; p < gradient.length; p += 1) {
        gradient[p] = Math.min(Math.max(gradient[p] as number, -clipValue), clipValue);
      }
    }
  }
  if (clipNorm === undefined) return;
  let squares = 0;
  for (const gradient of gradients) for (const g of gradient) squares += g * g;
  const factor = clipNorm / Math.max(Math.sqrt(squares), clipNorm);
  for (const gradient of gradients) {
    for (let p = 0; p < gradient.length; p += 1) gradient[p] = (gradient[p] as number) * factor;
  }
}
