export const words = { player: { next: 'Neste', left: '{count}', boats: ['Kajak'] } };
