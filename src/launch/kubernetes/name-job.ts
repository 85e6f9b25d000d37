/** What stays of the experiment's name: the name of a pod has the number of its index too. */
const longestExperiment = 40;

/**
 * A name for a job that Kubernetes takes (DNS-1123: letters, digits and hyphens, up to 63 with the number
 * of an index behind it).
 *
 * @param suffix tells it from other jobs of the experiment; lower-case letters and digits.
 */
export function nameJob(experiment: string, suffix: string): string {
  const plain = experiment.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const words = plain.slice(0, longestExperiment).replaceAll(/^-+|-+$/g, '');
  return ['ablate', words, suffix].filter((part) => part !== '').join('-');
}
