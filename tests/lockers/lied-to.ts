import { lyingServer } from './lying-server.ts';
import { pair, sampleDevice } from './sample-device.ts';
import { sampleServer } from './sample-server.ts';

/** A phone and a computer in one locker. All that the computer hears goes through the liar. */
export async function startLiedTo() {
  const server = await sampleServer();
  const liar = lyingServer(server.transport);
  const phone = await sampleDevice(server.transport);
  await phone.openLocker();
  const computer = await sampleDevice(liar.transport);
  await pair(phone, computer, server.transport);
  return { server, liar, phone, computer };
}
