import { app } from '#web/app/app.ts';
import { space } from '#web/app/space.svelte.ts';
import type { DeviceView } from '../../adapters/locker/devices.ts';

/** The devices of this space, read again whenever something came or went. */
export function createDevicesHere() {
  let all = $state.raw<readonly DeviceView[]>([]);
  const sync = $derived(space.status.sync);

  async function read() {
    const devices = await (await space.vault()).locker.devices();
    all = devices.ok ? devices.value : [];
  }
  $effect(() => {
    void space.revision;
    void sync?.state;
    void sync?.lastAt;
    void read().catch(() => undefined);
  });

  return {
    get belonging() {
      return all.filter(({ hasLeft }) => !hasLeft);
    },
    get left() {
      return all.filter(({ hasLeft }) => hasLeft);
    },
    /** The name of a device, or that it has none. Null: it is not one of them. */
    nameOf(id: string): string | null {
      const device = all.find((other) => other.id === id);
      return device ? nameInWords(device) : null;
    },
    read,
  };
}

export const nameInWords = ({ name }: DeviceView): string => name ?? app.words.devices.list.nameless;

export type DevicesHere = ReturnType<typeof createDevicesHere>;
