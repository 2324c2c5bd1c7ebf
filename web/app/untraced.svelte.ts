type Layer = { path: string; close: () => void };

let layers = $state.raw<readonly Layer[]>([]);

/**
 * Pages that open over the one below without touching the browser's history: no entry, no address, nothing to find
 * again on a shared computer. What is below stays as it was.
 */
export const untraced = {
  /** Something lies over the page: what runs by itself below waits until it is seen again. */
  get covers(): boolean {
    return layers.length > 0;
  },
  isOpen: (path: string): boolean => layers.some((layer) => layer.path === path),
  isOnTop: (path: string): boolean => layers.at(-1)?.path === path,
  open(layer: Layer): void {
    layers = [...layers, layer];
  },
  /** Closes what lies over an open one, so that it is seen again. */
  uncover(path: string): void {
    const at = layers.findIndex((layer) => layer.path === path);
    for (const layer of layers.slice(at + 1).reverse()) layer.close();
  },
  closed(path: string): void {
    layers = layers.filter((layer) => layer.path !== path);
  },
};
