import { createVaultClient } from '#web/adapters/vault/vault-client.ts';
import type { VaultClient, VaultEvent } from '#web/adapters/vault/vault-types.ts';

declare global {
  var vault: VaultClient;
  var events: VaultEvent['type'][];
}

globalThis.vault = createVaultClient();
globalThis.events = [];
globalThis.vault.on((event) => globalThis.events.push(event.type));
