/**
 * What the bundles contain of other people's work: their notices in one text, and a bill of materials in SPDX 2.3
 * (ISO/IEC 5962). Made from the files that esbuild has put in, so neither can be behind. A package that does not say
 * its licence fails the build.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Collects every file that goes into the builds it is part of. */
export function inputCollector() {
  const inputs = new Set();
  return {
    inputs,
    plugin: {
      name: 'input-collector',
      setup(build) {
        build.initialOptions.metafile = true;
        build.onEnd(({ metafile }) => {
          for (const output of Object.values(metafile?.outputs ?? {})) {
            for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
              if (bytesInOutput > 0) inputs.add(input);
            }
          }
        });
      },
    },
  };
}

/**
 * The packages that files belong to, by name and version.
 * @param {string} root of the repository
 * @param {Iterable<string>} inputs files below it
 * @param {readonly string[]} natives packages whose built modules are copied
 * @throws Error for a package that does not say its licence
 */
export function packagesOf(root, inputs, natives) {
  const directories = new Set(natives.map((name) => join(root, 'node_modules', name)));
  for (const input of inputs) {
    if (/^(?:[\w-]+:)?node_modules\//.test(input)) directories.add(packageDirectory(join(root, input)));
  }
  const packages = new Map();
  for (const directory of directories) {
    const found = describe(directory);
    packages.set(`${found.name} ${found.version}`, found);
  }
  return [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The directory above that has a package.json with a name: some have one within that only says the module type. */
function packageDirectory(file) {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    const described = manifestIn(directory);
    if (described?.name !== undefined && described.version !== undefined) return directory;
    if (dirname(directory) === directory) throw new Error(`${file} belongs to no package`);
  }
}

function manifestIn(directory) {
  try {
    return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  } catch {
    return null;
  }
}

function describe(directory) {
  const manifest = manifestIn(directory);
  const { name, version, author, homepage } = manifest;
  const license = licenseOf(manifest);
  if (license === null) throw new Error(`${name} ${version} does not say its licence: it cannot be shipped`);
  const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`;
  const files = readdirSync(directory).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file));
  const texts = files.map((file) => readFileSync(join(directory, file), 'utf8').trim());
  const text = texts.length > 0 ? texts.join('\n\n') : standardText(name, license, holder);
  return { name, version, license, homepage: typeof homepage === 'string' ? homepage : null, text };
}

/** The licence as an SPDX expression; older packages name it in other ways. null: it does not say. */
function licenseOf({ license, licenses }) {
  const named = [license ?? licenses ?? []]
    .flat()
    .map((each) => (typeof each === 'string' ? each : each?.type));
  if (named.length === 0 || named.some((each) => typeof each !== 'string' || /^(|UNLICENSED)$/.test(each)))
    return null;
  return named.map((each) => (each === 'Apache2' ? 'Apache-2.0' : each)).join(' OR ');
}

/** For a package that names its licence and brings no text of it. */
function standardText(name, license, holder) {
  if (license !== 'MIT')
    throw new Error(`${name} brings no text of its licence ${license}: it cannot be shipped`);
  return `${name} brings no text of its licence; this is the one it names.\n\n${MIT.replace('HOLDER', holder)}`;
}

const MIT = `MIT License

Copyright (c) HOLDER

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

export function noticesText(packages) {
  const rule = '-'.repeat(78);
  const head = 'Bezel contains these packages in its bundles. Each is under its own licence.\n';
  const list = packages.map(({ name, version, license }) => `  ${name} ${version} (${license})`);
  const sections = packages.map(
    ({ name, version, license, text }) => `${rule}\n${name} ${version} (${license})\n${rule}\n\n${text}\n`,
  );
  return [head, ...list, '', ...sections].join('\n');
}

/** @param created time of the build, ISO 8601; SOURCE_DATE_EPOCH makes builds the same */
export function billOfMaterials(product, packages, created) {
  const idOf = ({ name, version }) => `SPDXRef-${name}-${version}`.replaceAll(/[^A-Za-z0-9.-]+/g, '-');
  const entry = (each, license) => ({
    SPDXID: idOf(each),
    name: each.name,
    versionInfo: each.version,
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    licenseConcluded: license,
    licenseDeclared: license,
    copyrightText: 'NOASSERTION',
  });
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `${product.name}-${product.version}`,
    documentNamespace: `https://bezel.invalid/spdx/${product.name}-${product.version}`,
    creationInfo: { created, creators: ['Tool: bezel-build'] },
    packages: [
      entry(product, product.license),
      ...packages.map((each) => ({
        ...entry(each, each.license),
        externalRefs: [
          {
            referenceCategory: 'PACKAGE-MANAGER',
            referenceType: 'purl',
            referenceLocator: `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`,
          },
        ],
      })),
    ],
    relationships: [
      {
        spdxElementId: 'SPDXRef-DOCUMENT',
        relationshipType: 'DESCRIBES',
        relatedSpdxElement: idOf(product),
      },
      ...packages.map((each) => ({
        spdxElementId: idOf(product),
        relationshipType: 'CONTAINS',
        relatedSpdxElement: idOf(each),
      })),
    ],
  };
}
