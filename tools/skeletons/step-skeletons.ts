/**
 * A first step of each kind, as small as the parser lets it be. The ids say nothing yet: whoever writes the practice
 * gives them their meaning.
 */
export const stepSkeletons: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  guide: { passages: ['first', 'second'] },
  write: { prompts: ['first'] },
  pick: {
    own: true,
    items: [
      { id: 'first', level: 'me' },
      { id: 'second', level: 'leader', flag: 'request' },
    ],
  },
  sort: { own: true, fields: ['this', 'that', 'depends'], cards: ['first', 'second'] },
  rank: { items: ['first', 'second', 'third'], max: 1 },
  ledger: { sides: ['in', 'out'], suggestions: { in: ['first'], out: ['second'] } },
  contrast: { own: true, columns: ['this', 'that'], rows: ['first'] },
  scale: { scales: ['first'], poles: ['low', 'mid', 'high'] },
  map: { figure: 'ring', slots: [{ id: 'first', token: 'text' }] },
  turns: { form: 'pair', roles: ['speaker', 'listener'], minutes: 5, listen: true, says: ['open', 'swap', 'close'] },
  plan: {
    fields: [
      { id: 'what', type: 'text' },
      { id: 'who', type: 'person' },
      { id: 'when', type: 'date' },
    ],
  },
  pool: { scope: 'aggregate', items: ['first', 'second'], minimum: 8, weeks: 2, answer: 14 },
};
