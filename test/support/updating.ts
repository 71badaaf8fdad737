/**
 * Whether files made from the code are to be written instead of compared: `BEZEL_UPDATE_GOLDEN=1`.
 * @throws Error under CI, where the written files would not be reviewed
 */
export function isUpdating(environment: Readonly<Record<string, string | undefined>>): boolean {
  if (!environment.BEZEL_UPDATE_GOLDEN) {
    return false;
  }
  if (environment.CI === 'true') {
    throw new Error('golden files are updated by a person who reads them, not under CI');
  }
  return true;
}
