export const words = { player: { next: 'Your journey', left: '{n}', boats: ['Kajak'] } };
