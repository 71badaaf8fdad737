/** Pages that the console shows by itself, over the status page. `lines` null: the daemon refuses them. */
export type OwnPage =
  | { readonly kind: 'log'; readonly lines: readonly string[] | null }
  | { readonly kind: 'qr' };
