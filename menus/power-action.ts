/** What the operator can ask of the machine itself. */
export type PowerAction = 'reboot' | 'shutdown';
