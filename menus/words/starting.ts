/** Shown until the menus run. In its own module, so that the first frame does not wait for a language to load. */
export const STARTING: readonly [headline: string, help: string] = ['STARTING', 'PLEASE WAIT'];
