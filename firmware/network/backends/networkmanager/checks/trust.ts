import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { type Message, message, type NetworkErrorCode } from '../../../../../menus/words/messages.ts';

/** Where Debian keeps the certificates that the machine's administrator trusts (update-ca-certificates(8)). */
const SYSTEM_STORE = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Whom to trust: Node's own list, the machine's, the configured file of a private authority, and what a daemon started
 * by hand is given in NODE_EXTRA_CA_CERTS, which Node itself drops as soon as any list is named.
 * @param caFile PEM; null: none is configured
 * @throws Error when the configured file cannot be read
 */
export function trustedCertificates(caFile: string | null): string[] {
  const own = caFile === null ? [] : [readFileSync(caFile, 'utf8')];
  const { NODE_EXTRA_CA_CERTS: extra } = process.env;
  return [...rootCertificates, ...ifReadable(SYSTEM_STORE), ...(extra ? ifReadable(extra) : []), ...own];
}

/** A machine without ca-certificates has no store. */
function ifReadable(file: string): string[] {
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}

/** Errors of certificate verification (OpenSSL's X509_V_ERR_*, as Node names them), and of the name in it. */
const CERTIFICATE_ERRORS = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * What is behind an error of a connection over TLS. A certificate that is not valid yet means a clock that is behind:
 * nobody serves one ahead of its time.
 * @param now_ms the machine's time of day
 */
export function problemOfTls(error: Error, host: string, now_ms: number): Message<NetworkErrorCode> {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'CERT_NOT_YET_VALID') {
    return message('clock-wrong', { date: new Date(now_ms).toISOString().slice(0, 10) });
  }
  return CERTIFICATE_ERRORS.has(code)
    ? message('certificate-refused', { host, why: code.toLowerCase().replaceAll('_', ' ') })
    : message('platform-unreachable');
}
