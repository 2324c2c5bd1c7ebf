import type { Language } from '#content/words/languages.ts';

/**
 * Words that Ballast does not say, and what it says instead. `*` stands for the rest of a word (or its beginning),
 * everything else is a regular expression over whole words, without regard to capitals.
 */
export type Avoided = { readonly words: string; readonly instead: string; readonly severity?: 'warning' };

export const avoidList: Record<Language, readonly Avoided[]> = {
  da: [
    { words: 'robust*|resilien*', instead: 'at kunne holde til det sammen' },
    { words: '*symptom*', instead: 'tegn' },
    {
      words: 'scor(?:e|er|en|et|es|ing*)|test|tests|teste|testen|tester|testes|testet|*måling(?:en|er|erne|s)?',
      instead: 'se efter, tjek ind',
    },
    { words: '*diagnos*|patient*|behandling*|behandler', instead: 'leave it out' },
    { words: '(?:tag|tage|tager|tog|taget) (?:dig|sig|mig|jer|os) sammen', instead: 'leave it out' },
    { words: 'pyt', instead: 'leave it out' },
    { words: '(?:kom|komme|kommer) (?:dig |jer )?videre', instead: 'leave it out' },
    { words: 'professionel(?:le)? distance*', instead: 'nær nok' },
    { words: '(?:for|så) (?:følsom|følsomme|engageret|engagerede)|overreag*|overreaktion*', instead: 'det rørte dig' },
    { words: 'egenomsorg*', instead: 'det, der hjælper dig' },
    {
      words: 'medarbejder-?ressource*|menneskelige ressourcer|performe*|performance*|optimer*',
      instead: 'mennesker, arbejde, gøre lettere',
    },
    // “helt” is also the adverb “quite”; only forms that can be nothing but the hero are named.
    {
      words:
        'helten|heltene|helte|heltens|heltinde*|hverdagshelt*|heltegerning*|(?:er|som|være) en helt(?=\\s?(?:[.,;:?…]|$))|ildsjæl*|varme hænder',
      instead: 'fagperson',
    },
    {
      words:
        '(?:besværlig|vanskelig|umulig)(?:e|t)? (?:borger|bruger|beboer|elev|barn|børn|forælder|forældre)*|udadreager*|borderlin*',
      instead: 'describe what happened',
    },
    { words: 'håndter*|tackl*|takl*|coping*|cope|coper', instead: 'være i, komme igennem' },
    { words: 'mental(?:t|e)? sundhed*|mentale helbred*', instead: 'say the thing' },
    { words: 'modstand*', instead: 'det, de vil passe på' },
    {
      words: '(?:din|jeres|vores|min) leder skal (?:accepteres|acceptere)|accepter(?:e)? din leder|bare et vilkår',
      instead: 'hvis indflydelse er det?',
    },
    {
      words: '(?:passe|pas|passer) (?:godt |bedre )?på dig selv',
      instead: 'place the load in the work: “Det er tungt arbejde.”',
    },
    { words: 'husk at', instead: 'kan, måske, hvis du vil' },
    { words: '(?:du|I) (?:skal|bør)', instead: 'kan, måske, hvis du vil', severity: 'warning' },
    { words: '(?:du|I) er ikke alene', instead: 'show who' },
    {
      words: 'bare rolig|ingen grund til bekymring|du (?:skal|behøver) ikke (?:at )?bekymre dig',
      instead: 'det giver mening, at det mærkes',
    },
    {
      words: '(?:flot|godt) (?:klaret|gået|arbejde)|streaks?|konfetti|du er (?:så )?(?:stærk|sej)|vær stærk',
      instead: 'a way out: “Nok for nu.”',
    },
    { words: 'medlidenhed*', instead: 'medfølelse', severity: 'warning' },
  ],
  nb: [
    { words: 'robust*|resilien*', instead: 'å kunne stå i det sammen' },
    { words: '*symptom*', instead: 'tegn' },
    {
      words:
        'scor(?:e|er|en|et|es|ing*)|skår(?:e|en|er|et)|test|tester|teste|testen|testene|testet|*måling(?:en|er|ene|s)?',
      instead: 'se etter, sjekk inn',
    },
    { words: '*diagnos*|pasient*|behandling*|behandler', instead: 'leave it out' },
    { words: '(?:ta|tar|tok|tatt) (?:deg|seg|meg|dere|oss) sammen', instead: 'leave it out' },
    { words: 'pytt|pytt-?sann', instead: 'leave it out' },
    { words: '(?:kom|komme|kommer) (?:deg |dere )?videre', instead: 'leave it out' },
    { words: 'profesjonell(?:e)? (?:distanse|avstand)*', instead: 'nær nok' },
    { words: '(?:for|så) (?:følsom|følsomme|engasjert|engasjerte)|overreag*|overreaksjon*', instead: 'det rørte deg' },
    { words: 'egenomsorg*', instead: 'det som hjelper deg' },
    {
      words: 'medarbeiderressurs*|menneskelige ressurser|prestere på topp|performance*|optimaliser*',
      instead: 'mennesker, arbeid, gjøre lettere',
    },
    // “helt” is also the adverb “quite”; only forms that can be nothing but the hero are named.
    {
      words:
        'helten|heltene|helter|heltinne*|hverdagshelt*|heltegjerning*|(?:er|som|være) en helt(?=\\s?(?:[.,;:?…]|$))|ildsjel*|varme hender',
      instead: 'fagperson',
    },
    {
      words:
        '(?:vanskelig|krevende|umulig)(?:e)? (?:bruker|beboer|elev|barn|forelder|foreldre|veisøker)*|utagerende|borderlin*',
      instead: 'describe what happened',
    },
    { words: 'håndter*|takl*|tackl*|coping*|cope', instead: 'stå i, komme gjennom' },
    { words: 'mental(?:e)? helse*|psykisk(?:e)? helse*', instead: 'say the thing' },
    { words: 'motstand*', instead: 'det de vil ta vare på' },
    {
      words: 'lederen din må (?:aksepteres|akseptere)|aksepter(?:e)? lederen din|(?:bare|kun) et vilkår',
      instead: 'hvem har innflytelse her?',
    },
    {
      words: '(?:pass|passe|passer) (?:godt |bedre )?på deg selv|ta (?:godt |bedre )?vare på deg selv',
      instead: 'place the load in the work: “Det er tungt arbeid.”',
    },
    { words: 'husk å', instead: 'kan, kanskje, om du vil' },
    { words: '(?:du|dere) (?:skal|bør|må)(?! gjerne)', instead: 'kan, kanskje, om du vil', severity: 'warning' },
    { words: '(?:du|dere) er ikke (?:alene|aleine)', instead: 'show who' },
    { words: '(?:ikke|ingen grunn til å) bekymre deg|bare rolig|slapp av', instead: 'det gir mening at det kjennes' },
    {
      words: '(?:flott|bra|godt) (?:jobba|jobbet|gjort|klart)|streaks?|konfetti|du er (?:så )?(?:sterk|tøff)|vær sterk',
      instead: 'a way out: “Nok for nå.”',
    },
    { words: 'medlidenhet*', instead: 'medfølelse', severity: 'warning' },
  ],
  en: [
    { words: 'robust*|resilien*|(?:be|stay|so|is|are) strong', instead: 'able to bear it together' },
    { words: '*symptom*', instead: 'sign' },
    {
      words: 'scor(?:e|es|ed|ing)|test|tests|tested|testing|measur(?:e|es|ed|ing|ement|ements)',
      instead: 'look, check in',
    },
    // “patient” is also an adjective; the noun shows by its article or its plural.
    {
      words: '*diagnos*|patients|(?:a|the|your|my|our|this|that|each) patient(?:’s)?|treatment*',
      instead: 'leave it out',
    },
    {
      words: 'pull (?:yourself|yourselves|myself|ourselves) together|get over it|snap out of it',
      instead: 'leave it out',
    },
    { words: 'never mind|move on|moving on', instead: 'leave it out', severity: 'warning' },
    { words: 'professional distance', instead: 'near enough' },
    { words: 'too (?:sensitive|involved|engaged)|over-?react*', instead: 'it moved you' },
    { words: 'self-care*|self care|selfcare', instead: 'what helps you' },
    { words: 'human resources?|staff resources?|performance*|optimi[sz]*', instead: 'people, work, make lighter' },
    { words: 'hero*|heroic*|warm hands|passionate souls?', instead: 'professional' },
    {
      words:
        '(?:difficult|challenging|impossible) (?:client|citizen|resident|pupil|student|child|parent|user)s?|acting out|acting-out|borderlin*',
      instead: 'describe what happened',
    },
    { words: 'tackl(?:e|es|ed|ing)|cop(?:e|es|ed|ing)|(?:to|can|could|will) handle', instead: 'be in it, get through' },
    { words: 'mental health', instead: 'say the thing' },
    { words: 'resist|resists|resisted|resistance|resistant', instead: 'what they want to protect' },
    {
      words:
        '(?:you )?(?:must|have to|need to) accept (?:your|the) leader|your leader must be accepted|just (?:a|the) conditions?|(?:just )?part of the job',
      instead: 'whose influence is it?',
    },
    {
      words: '(?:take (?:good |better )?care of|look after) yourself',
      instead: 'place the load in the work: “This is heavy work.”',
    },
    { words: "remember to|don[’']t forget to", instead: 'can, maybe, if you like' },
    { words: 'you (?:must|should|have to|need to|ought to)', instead: 'can, maybe, if you like', severity: 'warning' },
    { words: "you(?: are|[’']re) not alone", instead: 'show who' },
    { words: "don[’']t worry|no need to worry", instead: 'it makes sense that you feel it' },
    {
      words: "well done|good job|great job|streaks?|confetti|you[’']re (?:so )?(?:strong|brave|amazing)",
      instead: 'a way out: “Enough for now.”',
    },
    { words: 'client care|resilience training|hack|hacks|life hack*|journey*', instead: 'say what it is' },
    { words: 'trigger*', instead: 'what set it off', severity: 'warning' },
    { words: 'pity', instead: 'compassion', severity: 'warning' },
  ],
};
