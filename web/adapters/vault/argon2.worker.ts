import { stretchPassphrase } from '#vault/argon2.ts';
import type { Argon2Cost } from '#vault/argon2-cost.ts';
import type { Bytes } from '#vault/public/bytes.ts';

/** A Worker of its own with a URL of its own: the server lets WebAssembly run here and nowhere else. */
export type StretchTask = { readonly passphrase: string; readonly salt: Bytes; readonly cost: Argon2Cost };

self.onmessage = async ({ data: { passphrase, salt, cost } }: MessageEvent<StretchTask>) => {
  try {
    const secret = await stretchPassphrase(passphrase, salt, cost);
    self.postMessage(secret, { transfer: [secret.buffer] });
  } catch {
    // No memory left, or no WebAssembly. A rejection nobody catches would never reach the page's `onerror`.
    self.postMessage(null);
  }
};
