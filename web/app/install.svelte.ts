/** https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent, in Chromium only. */
type InstallPrompt = Event & { prompt: () => Promise<unknown> };

let prompt = $state.raw<InstallPrompt>();
let isInstalled = $state(false);

/** Only WebKit on iPhone and iPad has this property: there the storage of a tab is emptied after seven days. */
const standaloneOnApple = (): boolean | undefined => (navigator as { standalone?: boolean }).standalone;

export const install = {
  /** Called once, early: the browser offers only once. Returns the way to stop. */
  listen(): () => void {
    const keep = (event: Event) => {
      event.preventDefault();
      prompt = event as InstallPrompt;
    };
    const done = () => {
      isInstalled = true;
      prompt = undefined;
    };
    addEventListener('beforeinstallprompt', keep);
    addEventListener('appinstalled', done);
    return () => {
      removeEventListener('beforeinstallprompt', keep);
      removeEventListener('appinstalled', done);
    };
  },
  get canAsk(): boolean {
    return prompt !== undefined;
  },
  async ask(): Promise<void> {
    await prompt?.prompt();
    prompt = undefined;
  },
  /** An iPhone or iPad, and not yet opened from the home screen. */
  isAppleTab: (): boolean => standaloneOnApple() === false,
  isOnHomeScreen: (): boolean =>
    isInstalled || standaloneOnApple() === true || matchMedia('(display-mode: standalone)').matches,
};
