/** Where in the choice a step back leads. It says nothing of what was chosen. */
export type KeepStage = 'safari' | 'where' | 'way' | 'passphrase' | 'passkey' | 'second' | 'done';

declare global {
  namespace App {
    interface PageState {
      keep?: KeepStage;
    }
  }
}
