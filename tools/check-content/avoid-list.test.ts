import type { Language } from '#content/words/languages.ts';
import { describe, expect, it } from 'vitest';
import { avoidList } from './avoid-list.ts';
import { matchWords } from './match-words.ts';

const avoidedIn = (language: Language, text: string): string[] =>
  avoidList[language].map((avoided) => matchWords(avoided, text)).filter((found) => found !== null);

const list = (phrases: string): string[] => phrases.split(/,\s+/);

/** Every word of the voice's list, in a form in which somebody would write it. */
const avoided: Record<Language, readonly string[]> = {
  da: list(
    `robust, robuste, robusthed, resiliens, symptomer, score, scorer, en test, testen,
     måling, målingerne, diagnose, diagnosen, patient, patienterne, behandling, tag dig sammen, tage sig sammen,
     Pyt, kom videre, professionel distance, for følsom, for engageret, overreagere, overreagerer, egenomsorg,
     medarbejder-ressource, performance, optimere, ildsjæl, ildsjæle, varme hænder, som en helt., heltene,
     besværlig borger, udadreagerende, borderliner, håndtere, håndterer, tackle, coping, mental sundhed,
     modstand, din leder skal acceptere, det er bare et vilkår, Du skal passe på dig selv, husk at, Husk at, du
     bør, Du skal, du er ikke alene`,
  ),
  nb: list(
    `robust, robusthet, resiliens, symptomer, score, test, testen, måling, diagnosen, pasient, pasienter,
     behandling, ta deg sammen, pytt, kom videre, profesjonell avstand, for følsom, for engasjert, overreagere,
     egenomsorg, performance, optimalisere, ildsjel, ildsjeler, varme hender, heltene, vanskelige brukere,
     utagerende, borderliner, håndtere, håndterer, takle, mestre coping, mental helse, motstand, bare et vilkår,
     pass på deg selv, ta vare på deg selv, husk å, du bør, du må, du er ikke alene, ikke bekymre deg`,
  ),
  en: list(
    `robust, resilient, resilience, symptoms, score, a test, measurement, diagnosis, patients, the patient,
     treatment, pull yourself together, professional distance, too sensitive, too involved, overreact, self-care
     routine, self care, performance, optimise, optimize, hero, heroes, warm hands, difficult client,
     borderliner, cope, coping, tackle, mental health, resistance, just a condition, take care of yourself,
     remember to, you must, you should, you are not alone, you’re not alone, don’t worry, journey, hack, trigger,
     client care, resilience training`,
  ),
};

/** Words that only look like them. */
const allowed: Record<Language, readonly string[]> = {
  da: list(
    `en helt almindelig dag, Det er helt fint., protest, testamente, vidensdeling, i dag skal vi, forhandling,
     krydderi, håndtryk, videre`,
  ),
  nb: list(`en helt vanlig dag, Det er helt greit., protest, forhandling, du må gjerne, stå over, håndtrykk, videre`),
  en: list(`be patient, patience, protest, latest, scope, copied, hackles, strongly, the strongest, we should`),
};

describe.each(['da', 'nb', 'en'] as const)('the avoid-list in %s', (language) => {
  it.each(avoided[language])('knows “%s”', (words) => {
    expect(avoidedIn(language, words)).not.toEqual([]);
  });

  it.each(allowed[language])('lets “%s” pass', (words) => {
    expect(avoidedIn(language, words)).toEqual([]);
  });
});
