import { hideJoinWords } from '#web/app/join-words.ts';

// Before anything else reads where the page is.
hideJoinWords();
