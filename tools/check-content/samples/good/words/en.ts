export const words = { player: { next: 'Next', left: '{n}', boats: ['Kajak'] } };
