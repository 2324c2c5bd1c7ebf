export const words = { player: { next: '', left: '{n}', boats: ['Kajak'] } };
