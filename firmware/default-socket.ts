/** Where the daemon listens and its clients look, unless told otherwise: the service's runtime directory. */
export const DEFAULT_SOCKET = '/run/bezel/control.sock';
