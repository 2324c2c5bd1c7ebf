export const words = { player: { next: 'Videre', left: '{n}', boats: ['Kajak', 'Jolle'] } };
