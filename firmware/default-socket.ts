/** Default path of the control socket, for the daemon and its clients: in the service's runtime directory. */
export const DEFAULT_SOCKET = '/run/bezel/control.sock';
