/** What the tabs of one profile tell each other. No message holds a word or an id. */
export type TabMessage = 'changed' | 'letter' | 'chosen' | 'chosen-nothing' | 'locked' | 'erased';

export type TabChannel = { readonly tell: (message: TabMessage) => void; readonly close: () => void };

export function openTabChannel(onMessage: (message: TabMessage) => void): TabChannel {
  const channel = new BroadcastChannel('ballast');
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => onMessage(data);
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() };
}
