declare global {
  namespace App {
    interface PageState {
      /** Which unit of the practice is open; a step back leads to the list of them. */
      part?: string;
    }
  }
}

export {};
