import { goto } from '$app/navigation';
import { page } from '$app/state';
import { app } from '#web/app/app.ts';
import { wordsOfError } from '#web/app/error-words.ts';
import { OWN_PHONE } from '#web/app/lock-styles.ts';
import { preferences } from '#web/app/preferences.svelte.ts';
import { dayOf, space } from '#web/app/space.svelte.ts';
import type { Result } from '#core/result.ts';
import type { LockStyle, VaultClient, VaultError } from '../../adapters/vault/vault-types.ts';
import type { KeepStage } from './page-state.ts';

type Chosen = 'passphrase' | 'passkey' | 'nothing';

/** The choice of how things are kept, from whose device it is to what came of it. */
export function createKeepChoice(first: KeepStage) {
  let style = $state.raw<LockStyle>();
  let chosen = $state<Chosen>();
  let isPersisted = $state(false);
  let isWorking = $state(false);
  let problem = $state('');

  const goTo = (stage: KeepStage, replace = false) => goto('', { shallow: true, replace, state: { keep: stage } });

  /** `way`: what is chosen once it has worked. Known before anything else changes on the page. */
  async function attempt(
    act: (vault: VaultClient) => Promise<Result<null, VaultError>>,
    way: Chosen | undefined,
    next: KeepStage,
  ): Promise<string | null> {
    if (isWorking) return null;
    isWorking = true;
    problem = '';
    try {
      const vault = await space.vault();
      const result = await act(vault);
      if (!result.ok) problem = wordsOfError(app.words, result.error);
      else {
        chosen = way ?? chosen;
        if (way === 'passphrase' || way === 'passkey') {
          preferences.set({ remindFrom: dayOf(new Date()) });
          isPersisted = await vault.askToPersist();
        }
        await goTo(next, true);
      }
    } catch {
      problem = app.words.errors['worker-failed'];
    }
    isWorking = false;
    return problem || null;
  }

  const lockStyle = (): LockStyle => style ?? OWN_PHONE;
  const passkey = () => ({ name: `Ballast, ${app.words.settings.wayIn.passkey}` });

  return {
    get stage(): KeepStage {
      const asked = page.state.keep ?? first;
      if (chosen !== undefined) return asked === 'done' || chosen === 'nothing' ? 'done' : 'second';
      // Forward from elsewhere, into a choice that was left behind.
      return style === undefined && asked !== 'safari' ? 'where' : asked;
    },
    get style() {
      return style;
    },
    get chosen() {
      return chosen;
    },
    get isPersisted() {
      return isPersisted;
    },
    get isWorking() {
      return isWorking;
    },
    get problem() {
      return problem;
    },
    goTo: (stage: KeepStage) => {
      problem = '';
      return goTo(stage);
    },
    setStyle(value: LockStyle) {
      style = value;
      return goTo('way');
    },
    withPassphrase: (passphrase: string) =>
      attempt((vault) => vault.choosePassphrase(passphrase, lockStyle()), 'passphrase', 'second'),
    withPasskey: () => attempt((vault) => vault.choosePasskey(passkey(), lockStyle()), 'passkey', 'second'),
    withNothing: () => attempt((vault) => vault.chooseNothing(lockStyle()), 'nothing', 'done'),
    secondPassphrase: (passphrase: string) => attempt((vault) => vault.addPassphrase(passphrase), undefined, 'done'),
    secondPasskey: () => attempt((vault) => vault.addPasskey(passkey()), undefined, 'done'),
    later: () => goTo('done', true),
  };
}

export type KeepChoice = ReturnType<typeof createKeepChoice>;
