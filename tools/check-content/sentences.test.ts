import { describe, expect, it } from 'vitest';
import { sentencesOf, wordCount } from './sentences.ts';

describe('sentencesOf', () => {
  it('parts sentences at full stops, questions and silences', () => {
    expect(sentencesOf('Er du der? Godt. Så … Vi begynder.')).toEqual(['Er du der?', 'Godt.', 'Så …', 'Vi begynder.']);
  });

  it('keeps abbreviations and times whole', () => {
    expect(sentencesOf('Tag fx en tur, f.eks. ned til vandet kl. 9 eller ca. 10.')).toHaveLength(1);
  });

  it('parts after a closing quotation mark and before an opening one', () => {
    expect(sentencesOf('Hun sagde: «Kom nå.» Så gikk vi. «Ja.»')).toEqual([
      'Hun sagde: «Kom nå.»',
      'Så gikk vi.',
      '«Ja.»',
    ]);
  });
});

describe('wordCount', () => {
  it('counts words with hyphens, apostrophes and Scandinavian letters once', () => {
    expect(wordCount('I’m on a well-earned break – på én ø, 2 timer.')).toBe(10);
  });
});
