export type Encoding = 'br' | 'gzip' | 'identity';

const byPreference = ['br', 'gzip'] as const;

/**
 * The encoding to send of those at hand, after https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3.
 * `identity` whenever nothing better is both at hand and wanted: sending it unasked is allowed, and kinder than a 406.
 */
export function chooseEncoding(acceptEncoding: string | undefined, has: (encoding: Encoding) => boolean): Encoding {
  const weights = parseWeights(acceptEncoding ?? '');
  const weightOf = (encoding: Encoding) => weights.get(encoding) ?? weights.get('*') ?? 0;
  let chosen: Encoding = 'identity';
  let chosenWeight = weights.get('identity') ?? 0;
  for (const encoding of byPreference) {
    const weight = weightOf(encoding);
    const better = chosen === 'identity' ? weight >= chosenWeight : weight > chosenWeight;
    if (weight > 0 && better && has(encoding)) [chosen, chosenWeight] = [encoding, weight];
  }
  return chosen;
}

function parseWeights(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = q === undefined ? 1 : Number(q.slice(2));
    if (name !== '') weights.set(name, Number.isFinite(weight) ? weight : 0);
  }
  return weights;
}
