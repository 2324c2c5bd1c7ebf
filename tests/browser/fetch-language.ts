import type { Page } from 'playwright-core';
import type { Language } from '#content/words/languages.ts';

/** Waits until the device has fetched everything of a language: from then on it needs no network. */
export async function fetchLanguage(page: Page, language: Language): Promise<void> {
  const hasAll = await page.evaluate(async (wanted) => {
    const { active } = await navigator.serviceWorker.ready;
    return new Promise<boolean>((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = ({ data }: MessageEvent<{ ok: boolean }>) => resolve(data.ok);
      active?.postMessage({ type: 'language', language: wanted }, [channel.port2]);
    });
  }, language);
  if (!hasAll) throw new Error(`not everything of ${language} could be fetched`);
}
