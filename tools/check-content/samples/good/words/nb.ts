export const words = { player: { next: 'Neste', left: '{n}', boats: ['Kajak', 'Jolle'] } };
