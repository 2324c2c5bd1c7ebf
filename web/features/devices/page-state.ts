/** What is being done on the page of the devices. It holds no word of what stands there. */
export type DevicesStage = 'open' | 'add' | 'join' | 'recover' | 'compare' | 'code' | 'held' | 'end';

declare global {
  namespace App {
    interface PageState {
      devices?: DevicesStage;
    }
  }
}
