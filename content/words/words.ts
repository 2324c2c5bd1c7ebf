/** The words of the screens: one type, three languages (da.ts, nb.ts, en.ts). `{n}` and the like are filled in. */
export type Words = {
  language: { name: string; dir: 'ltr' };
  nav: { label: string; now: string; day: string; long: string; meeting: string; us: string; system: string; all: string; settings: string; kept: string; skip: string; back: string; home: string };
  quay: { help: string; helpLabel: string; offline: string; noTrace: string; staysHere: string; untilReload: string; lockedIn: string; onlyYou: string; nobodySees: string; nothingKept: string };
  now: { heading: string; acute: string; acuteHint: string; crossing: string; crossingHint: string; pause: string; pauseHint: string; checkIn: string; unlock: string };
  acute: { title: string; close: string; next: string; other: string; relief: string; again: string; sayTo: string; position: string };
  help: {
    title: string; first: string; order: string; danger: string; urgent: string; talk: string; violence: string; child: string; work: string;
    checked: string; verify: string; country: string; dk: string; no: string; both: string; mine: string; minePerson: string; minePhone: string; mineWorkplace: string;
    missing: string; write: string; keepOutside: string; remove: string; call: string; noNumber: string; source: string; close: string;
  };
  day: {
    heading: string; lead: string; alarm: string; start: string; pause: string; alarmSigns: string; startSigns: string; pauseSigns: string;
    receive: { alarm: string; start: string; pause: string }; on: string; budget: string; budgetLead: string; gave: string; cost: string;
    ins: Record<DepositId, string>; outs: Record<ExpenseId, string>; toLine: string; line: string; linePrompt: string; save: string; saved: string; again: string; undo: string;
    next: { alarm: string; alarmHint: string; tell: string; tellHint: string; start: string; startHint: string; pause: string; pauseHint: string };
    today: string; acts: string; noActs: string; more: string; only: string; none: string; pauses: string;
  };
  long: {
    heading: string; buttons: string; week: string; notHere: string; whatHappened: string; writeLine: string; lineFor: string; price: string; priceNote: string; get: string; pay: string; budget: string;
    cycle: string; begin: string; stay: string; part: string; refill: string; stones: Record<'none' | 'one' | 'many', string>; signs: string; signsNote: string; three: string; work: string; now: string; before: string; empty: string; emptyLead: string;
    invite: { checkIn: string; price: string; cycle: string; signs: string; three: string; work: string }; openPractice: string; locked: string; fewer: string; earlier: string; tableLabel: string; entries: string;
  };
  places: {
    meeting: { heading: string; lead: string }; us: { heading: string; lead: string }; system: { heading: string; lead: string; waits: string }; tabs: { us: string; system: string; label: string };
    minutes: string; underMinute: string; people: string; alone: string; pair: string; circle: string; circleOf: string;
  };
  all: {
    heading: string; search: string; searchHint: string; none: string; noneHint: string; found: string; by: string; moment: string; level: string; situation: string; place: string; everything: string;
    moments: { now: string; day: string; long: string }; levels: { me: string; team: string; leader: string; organisation: string };
  };
  player: {
    begin: string; next: string; back: string; skip: string; enough: string; other: string; otherWays: string; worse: string; again: string; done: string; step: string; sources: string; readAloud: string; stopReading: string;
    help: string; noNames: string; resume: string; resumeHint: string; startOver: string; notFound: string; change: string; onePhone: string; needsTeam: string; needsTeamHint: string; scope: Record<'nothing' | 'self-erasing' | 'private' | 'shared' | 'open' | 'aggregate', string>; failed: string; tryAgain: string;
    fresh: string;
  };
  kinds: {
    none: string; own: string; add: string; remove: string; edit: string; doctor: string; costs: string; levels: { me: string; team: string; leader: string; organisation: string };
    card: string; cardsLeft: string; placeIn: string; takeBack: string; park: string; parked: string; allPlaced: string; placed: string; editCard: string; keepWords: string; max: string; chosen: string; choose: string; moveUp: string; moveDown: string; first: string; last: string; unrank: string;
    lay: string; lift: string; noNet: string; writeStone: string; sideEmpty: string; missingSide: string; copyOver: string; row: string; ownRow: string; lastTime: string; notMarked: string; takeAway: string; mark: string; fewer: string; moreOf: string; stones: string; askOnce: string; slotEmpty: string; countNote: string;
    howMany: string; turnOf: string; person: string; passTurn: string; longer: string; aboutLeft: string; soft: string; thanks: string; startTurn: string; rhythm: Record<'day' | 'week' | 'two-weeks' | 'month' | 'quarter' | 'year' | 'once', string>; when: string; calendar: string; calendarHint: string; suggestions: string;
    breatheIn: string; breatheOut: string; startBreath: string; stopBreath: string; minutes: string; startTimer: string; timerRuns: string; timerDone: string; passage: string; silence: string; lifetime: { keep: string; close: string; days: string; label: string }; lengthHint: string; lookRound: string;
  };
  endings: {
    heading: string; done: string; smallAct: string; smallActHint: string; what: string; when: string; tell: string; request: string; cardTo: string; cardText: string; show: string; print: string; copy: string; copied: string; copyFailed: string; finish: string; check: string; cardStays: string;
    endedSaved: string; endedLocked: string; endedNothing: string; endedMemory: string; erase: string; erased: string; home: string; worseHeading: string; worseLead: string; worseLook: string; worseMove: string; worseWater: string; worsePerson: string; worseQuiet: string; closed: string; related: string; cardFrom: string;
  };
  vault: {
    memory: string; keepHeading: string; keepLead: string; passphrase: string; passphraseHint: string; passkey: string; passkeyHint: string; nothing: string; nothingHint: string; where: string; shared: string; sharedHint: string; own: string; ownHint: string;
    newPassphrase: string; repeat: string; notSame: string; tooShort: string; goodLength: string; show: string; hide: string; keep: string; working: string; second: string; secondHint: string; later: string; unlockHeading: string; unlockLead: string; unlock: string; withPasskey: string; wrong: string; writeAnyway: string; lock: string; locked: string; chosen: string; nothingChosen: string;
    safari: string; persistNo: string; minutesIdle: string; fresh: string; forgot: string;
  };
  kept: {
    heading: string; lead: string; device: string; server: string; serverNothing: string; outside: string; outsideNone: string; entries: string; drafts: string; bytes: string; state: Record<'memory' | 'locked' | 'unlocked' | 'nothing', string>; persisted: string; notPersisted: string; nobody: string; employer: string; code: string; eraseOne: string; list: string; empty: string; erase: string; confirmErase: string; kinds: Record<'entry' | 'setup' | 'check-in' | 'setting', string>; newer: string; caches: string;
  };
  settings: {
    heading: string; language: string; country: string; theme: string; themes: Record<'system' | 'light' | 'dark', string>; people: string; peopleHint: string; peopleDefault: string; acuteOrder: string; acuteOrderHint: string; up: string; down: string; reset: string; lock: string; lockStyle: string; minutes: string; ways: string; addPassphrase: string; addPasskey: string; changePassphrase: string; removeWay: string; lastWay: string;
    backup: string; backupHint: string; backupMake: string; backupPassphrase: string; backupDone: string; backupLast: string; backupNever: string; backupRhythm: string; rhythms: Record<'never' | 'week' | 'month' | 'quarter', string>; backupDue: string; restore: string; restoreHint: string; restoreFile: string; restored: string; export: string; exportJson: string; exportPrint: string; eraseAll: string; eraseAllHint: string; eraseAllConfirm: string; eraseAllDone: string; install: string; installHint: string; update: string; updateReady: string; updateTake: string; preview: string; about: string; licence: string; version: string; source: string; voice: string; newPassphraseDone: string; openFirst: string;
    peopleSets: { id: string; label: string; people: string; person: string }[];
  };
  errors: Record<ErrorTag, string>;
  print: { from: string; pocket: string };
};

export type DepositId = 'sleep' | 'food' | 'rest' | 'company' | 'safety' | 'outdoors';
export type ExpenseId = 'short-night' | 'unrest' | 'change' | 'hard-meeting' | 'no-break' | 'learning';

/** Everything that can go wrong and has words. */
export type ErrorTag =
  | 'wrong-passphrase' | 'passkey-refused' | 'passkey-no-prf' | 'storage-full' | 'evicted' | 'damaged-record' | 'other-tab' | 'clock-back' | 'newer-format' | 'newer-practice'
  | 'not-a-backup' | 'backup-newer' | 'backup-damaged' | 'no-storage' | 'worker-failed' | 'offline-missing' | 'practice-missing' | 'locked' | 'unknown';
