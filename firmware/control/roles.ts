/** Who may do what over the control socket: each role has a socket of its own, beside the one for everything. */

/** Methods and resources; null: all of them. */
export type Allowed = ReadonlySet<string> | null;

export interface Role {
  /** The socket's file, in the directory of the control socket. */
  readonly file: string;
  /** Its members, and root, may open the socket. Where the group does not exist, neither does the socket. */
  readonly group: string;
  readonly allowed: Allowed;
}

const READING = ['GET /v1/status', 'GET /v1/events'];

export const ROLES: readonly Role[] = [
  { file: 'console.sock', group: 'bezel-console', allowed: new Set(['GET /v1/session']) },
  { file: 'platform.sock', group: 'bezel-platform', allowed: new Set(['PUT /v1/platform', ...READING]) },
  {
    file: 'update.sock',
    group: 'bezel-update',
    allowed: new Set(['PUT /v1/update', 'DELETE /v1/update', ...READING]),
  },
  { file: 'power.sock', group: 'bezel-power', allowed: new Set(['POST /v1/power', ...READING]) },
];

export function isAllowed(allowed: Allowed, method: string, path: string): boolean {
  return allowed === null || allowed.has(`${method} ${path}`);
}
