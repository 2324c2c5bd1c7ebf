/** Hands a file over to the browser's own download. Nothing in its name tells what it is about. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers still read the address a moment after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
