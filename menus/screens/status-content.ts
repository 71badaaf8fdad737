/** What status pages are made of. */
import type { Appliance } from '../appliance.ts';
import type { StatusScreen } from '../view.ts';
import type { Reader } from '../words/audience.ts';

/** The input of a status page. Notices this operator dismissed are hidden at once. */
export interface StatusScene extends Reader {
  readonly appliance: Appliance;
  readonly dismissed: readonly number[];
}

export type Entry = StatusScreen['entries'][number];

export const entry = (label: string, value: string): Entry => ({ label, value });

export interface PageContent {
  readonly tone: StatusScreen['tone'];
  readonly entries: readonly Entry[];
  readonly percent: number | null;
}

export const plain = (entries: readonly Entry[]): PageContent => ({ tone: 'normal', entries, percent: null });
