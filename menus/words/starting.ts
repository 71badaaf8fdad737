/** What a panel shows until there are menus. Apart, so that the first frame does not wait for a whole language. */
export const STARTING: readonly [headline: string, help: string] = ['STARTING', 'PLEASE WAIT'];
