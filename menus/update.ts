/** A software update, as its source reports it. */
export type UpdateStatus =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly percent: number | null; readonly message: string }
  /** Nothing was heard for `after_s` seconds: it may still write, so it is not over until somebody says so. */
  | {
      readonly state: 'silent';
      readonly percent: number | null;
      readonly message: string;
      readonly after_s: number;
    }
  /** `engineEnded`: name of the update engine that ended without a result; null: the failure was reported. */
  | { readonly state: 'failed'; readonly message: string; readonly engineEnded: string | null };

/** Whether an update may be writing at this moment: power and network have to stay. */
export function isUnderWay({ state }: Pick<UpdateStatus, 'state'>): boolean {
  return state === 'running' || state === 'silent';
}
