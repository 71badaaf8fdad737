import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { billOfMaterials, noticesText, packagesOf } from '../../../../firmware/build/notices.mjs';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

let root = '';
beforeEach(() => {
  root = temporaryDirectory();
});

function install(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): string {
  const directory = join(root, 'node_modules', name);
  mkdirSync(join(directory, 'lib'), { recursive: true });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name, version: '1.2.3', ...manifest }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  return `node_modules/${name}/lib/index.js`;
}

describe('what the bundles contain of others', () => {
  it('is named with licence and notice, each package once', () => {
    const inputs = [
      install('ws', { license: 'MIT' }, { LICENSE: 'Copyright (c) Somebody', NOTICE: 'and others' }),
      install('@a/b', { license: 'ISC' }, { 'LICENSE.md': 'ISC, too' }),
      'firmware/cli.ts',
      'node_modules/ws/lib/other.js',
    ];
    // A package.json within, as packages have that are both kinds of module.
    writeFileSync(join(root, 'node_modules/ws/lib/package.json'), '{"type":"commonjs"}');
    const packages = packagesOf(root, inputs, []);
    expect(packages.map(({ name, license }) => [name, license])).toEqual([
      ['@a/b', 'ISC'],
      ['ws', 'MIT'],
    ]);
    const text = noticesText(packages);
    for (const part of ['ws 1.2.3 (MIT)', 'Copyright (c) Somebody', 'and others', 'ISC, too'])
      expect(text).toContain(part);
  });

  it('holds natively built packages, too', () => {
    install('epoll', { license: 'MIT' }, { LICENSE: 'x' });
    expect(packagesOf(root, [], ['epoll'])).toHaveLength(1);
  });

  it('cannot be built when a package does not say its licence', () => {
    const input = install('secretive', {}, { LICENSE: 'x' });
    expect(() => packagesOf(root, [input], [])).toThrow('secretive 1.2.3 does not say its licence');
    expect(() => packagesOf(root, [install('closed', { license: 'UNLICENSED' })], [])).toThrow('closed');
  });

  it('has the text of a licence that a package only names, and asks for others', () => {
    const packages = packagesOf(
      root,
      [install('layout', { license: 'MIT', author: { name: 'A. Author' } })],
      [],
    );
    expect(noticesText(packages)).toContain('Copyright (c) A. Author');
    expect(() => packagesOf(root, [install('odd', { license: 'Apache-2.0' })], [])).toThrow('brings no text');
  });

  it('is a bill of materials that names the product and every package', () => {
    const packages = packagesOf(root, [install('@a/b', { license: 'ISC' }, { LICENSE: 'x' })], []);
    const product = { name: 'bezel', version: '9.9.9', license: 'Apache-2.0' };
    const bill = billOfMaterials(product, packages, '2026-11-29T00:00:00Z');
    expect(bill).toMatchObject({
      spdxVersion: 'SPDX-2.3',
      creationInfo: { created: '2026-11-29T00:00:00Z' },
      packages: [
        { name: 'bezel', licenseDeclared: 'Apache-2.0' },
        { name: '@a/b', externalRefs: [{ referenceLocator: 'pkg:npm/%40a/b@1.2.3' }] },
      ],
      relationships: [
        { relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-bezel-9.9.9' },
        { relationshipType: 'CONTAINS', relatedSpdxElement: 'SPDXRef--a-b-1.2.3' },
      ],
    });
  });
});
