export const words = { player: { next: 'Neste', boats: ['Kajak'] } };
