declare global {
  namespace App {
    interface PageState {
      /** Where in the check-in a step back leads, and in which check-in: no word of what was chosen. */
      checkIn?: { stage: import('./check-in-run.svelte.ts').Stage; run: string };
    }
  }
}

export {};
