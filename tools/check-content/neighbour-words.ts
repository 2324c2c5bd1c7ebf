import type { Avoided } from './avoid-list.ts';

/**
 * False friends of voice.md, and words that only the neighbour language spells so: they show where a text was carried
 * over instead of written. Warnings all, since some can stand.
 */
export const neighbourWords: Record<'da' | 'nb', readonly Avoided[]> = {
  nb: [
    { words: 'svært', instead: '“vanskelig” if it means difficult (nb svært = very)' },
    { words: 'frokost*', instead: '“lunsj” if it means the meal at noon (nb frokost = breakfast)' },
    { words: 'rar|rart|rare', instead: '“hyggelig”, “god” if it means nice (nb rar = odd)' },
    { words: 'grin(?:e|er|te|t)', instead: '“le” if it means laugh (nb grine = cry)' },
    { words: 'mærk*|merk(?:e|er|et) (?:i )?(?:kroppen|at det)', instead: '“kjenne” if it means feel' },
    { words: 'bange', instead: 'redd' },
    { words: 'ked af|kjed av', instead: 'lei seg' },
    { words: 'supervisi(?:on|jon)*', instead: 'veiledning' },
    {
      words:
        'hvad|noget|nogen|nogle|meget|mig|dig|sig|jer|jeres|hinanden|af|efter|uden|måske|gør|gøre|spørge|hjælp*|blive|bliver|tage|tager|sige|siger|kigge*|bruge',
      instead: 'the Norwegian word',
    },
  ],
  da: [
    { words: 'lunsj*|lunch*', instead: 'frokost' },
    { words: 'redd|redde', instead: '“bange” if it means afraid (da redde = rescue)' },
    { words: 'lei (?:meg|deg|seg|oss)|lei av', instead: 'ked af det' },
    { words: 'veiledning*', instead: 'supervision' },
    { words: 'kjenn*', instead: 'mærke' },
    { words: 'vanskelig å|svært å', instead: 'svært at' },
    { words: 'ivareta*', instead: 'blive passet på, omsorg for hjælpere' },
    {
      words:
        'hva|noe|noen|mye|meg|deg|seg|dere|hverandre|av|etter|uten|kanskje|gjøre?|spørre|hjelp*|bli|blir|ta|tar|si|sier|bruke|å',
      instead: 'the Danish word',
    },
  ],
};
