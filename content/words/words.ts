import type { DeviceWords, SyncState } from './device-words.ts';
import type { Obstacle, UsualStructure } from '#core/structure/structure.ts';

/** The words of the screens: one type, three languages (da.ts, nb.ts, en.ts). `{n}` and the like are filled in. */
export type Words = FirstWords & PlaceWords & { devices: DeviceWords };

/** What the first page may show, and what opens over any page. */
export type FirstWords = {
  language: { name: string; dir: 'ltr' };
  nav: {
    label: string;
    now: string;
    day: string;
    long: string;
    meeting: string;
    us: string;
    system: string;
    all: string;
    settings: string;
    kept: string;
    devices: string;
    skip: string;
    notFound: string;
    back: string;
    home: string;
  };
  quay: {
    help: string;
    helpLabel: string;
    offline: string;
    noTrace: string;
    staysHere: string;
    untilReload: string;
    untilGone: string;
    lockedIn: string;
    onlyYou: string;
    nobodySees: string;
    nothingKept: string;
  };
  now: {
    heading: string;
    acute: string;
    acuteHint: string;
    crossing: string;
    crossingHint: string;
    pause: string;
    pauseHint: string;
    checkIn: string;
    unlock: string;
  };
  acute: {
    title: string;
    close: string;
    next: string;
    other: string;
    relief: string;
    again: string;
    sayTo: string;
    position: string;
  };
  help: {
    title: string;
    first: string;
    order: string;
    danger: string;
    urgent: string;
    talk: string;
    violence: string;
    child: string;
    work: string;
    checked: string;
    verify: string;
    country: string;
    dk: string;
    no: string;
    both: string;
    mine: string;
    minePerson: string;
    minePhone: string;
    mineWorkplace: string;
    missing: string;
    write: string;
    keepOutside: string;
    save: string;
    saved: string;
    change: string;
    remove: string;
    removed: string;
    dangerUnchecked: string;
    call: string;
    noNumber: string;
    source: string;
    close: string;
  };
  player: {
    begin: string;
    next: string;
    back: string;
    skip: string;
    enough: string;
    other: string;
    otherWays: string;
    worse: string;
    again: string;
    done: string;
    step: string;
    sources: string;
    readAloud: string;
    stopReading: string;
    help: string;
    noNames: string;
    /** Where a colleague may well be named. */
    noNamesOfOthers: string;
    resume: string;
    resumeHint: string;
    startOver: string;
    another: string;
    /** An unfinished run of another version of the practice. */
    changedSince: string;
    keepAndStart: string;
    eraseAndStart: string;
    notFound: string;
    change: string;
    onePhone: string;
    needsTeam: string;
    needsTeamHint: string;
    scope: Record<'nothing' | 'self-erasing' | 'private' | 'shared' | 'open' | 'aggregate', string>;
    failed: string;
    tryAgain: string;
    fresh: string;
    parts: { lead: string; last: string };
  };
  vault: {
    memory: string;
    keepHeading: string;
    keepLead: string;
    passphrase: string;
    passphraseHint: string;
    passkey: string;
    passkeyHint: string;
    nothing: string;
    nothingHint: string;
    nothingSharedHint: string;
    where: string;
    shared: string;
    sharedHint: string;
    own: string;
    ownHint: string;
    newPassphrase: string;
    repeat: string;
    notSame: string;
    tooShort: string;
    goodLength: string;
    show: string;
    hide: string;
    keep: string;
    working: string;
    second: string;
    secondHint: string;
    later: string;
    unlockHeading: string;
    unlockLead: string;
    unlock: string;
    withPasskey: string;
    wrong: string;
    writeAnyway: string;
    lock: string;
    locked: string;
    chosen: string;
    nothingChosen: string;
    safari: string;
    persistNo: string;
    minutesIdle: string;
    fresh: string;
    forgot: string;
    keepIt: string;
    /** Something came from a server or a device that an honest one does not send. */
    aboutDevices: string;
    readIt: string;
    whereHint: string;
    wayHeading: string;
    wayLead: string;
    keepLeadEmpty: string;
    passphraseLead: string;
    passkeyLead: string;
    passkeyMake: string;
    asking: string;
    safariHeading: string;
    safariGoOn: string;
    doneLead: string;
    nothingLead: string;
    nothingSharedLead: string;
    forgetsSoon: string;
    stillHere: string;
    forgotten: string;
    unlocking: string;
    notLocked: string;
    unlocked: string;
    close: string;
    forgotHeading: string;
  };
  settings: {
    heading: string;
    language: string;
    country: string;
    theme: string;
    themes: Record<'system' | 'light' | 'dark', string>;
    people: string;
    peopleHint: string;
    peopleDefault: string;
    acuteOrder: string;
    acuteOrderHint: string;
    up: string;
    down: string;
    reset: string;
    lock: string;
    lockStyle: string;
    minutes: string;
    ways: string;
    addPassphrase: string;
    addPasskey: string;
    changePassphrase: string;
    removeWay: string;
    lastWay: string;
    backup: string;
    backupHint: string;
    backupMake: string;
    backupPassphrase: string;
    backupDone: string;
    backupLast: string;
    backupNever: string;
    backupRhythm: string;
    rhythms: Record<'never' | 'week' | 'month' | 'quarter', string>;
    backupDue: string;
    restore: string;
    restoreHint: string;
    restoreFile: string;
    restored: string;
    export: string;
    exportJson: string;
    exportPrint: string;
    eraseAll: string;
    eraseAllHint: string;
    eraseAllConfirm: string;
    eraseAllDone: string;
    install: string;
    installHint: string;
    update: string;
    updateReady: string;
    updateTake: string;
    /** Before it is taken, where something lies in memory alone: that goes with the page. */
    updateLoses: string;
    updateTakeAnyway: string;
    updateShow: string;
    preview: string;
    about: string;
    licence: string;
    version: string;
    source: string;
    voice: string;
    newPassphraseDone: string;
    openFirst: string;
    peopleSets: { id: string; label: string; people: string; person: string }[];
    groups: Record<'looks' | 'words' | 'app', string>;
    ownNumber: string;
    notChosen: string;
    choose: string;
    current: string;
    minutesOf: string;
    minuteOf: string;
    wayIn: Record<'passphrase' | 'passkey', string>;
    added: string;
    removed: string;
    confirmRemove: string;
    letStay: string;
    backupPassphraseHint: string;
    restoreButton: string;
    restoring: string;
    restoredErased: string;
    noFile: string;
    exportHint: string;
    exportDone: string;
    erasesWhat: string;
    erasesNot: string;
    eraseLeft: string;
    eraseHeld: string;
    cancel: string;
    installSafari: string;
    installMenu: string;
    installed: string;
    printHeading: string;
    printed: string;
    opens: string;
  };
  errors: Record<ErrorTag, string>;
};

/** What the other pages show besides: the first page is there without them. */
export type PlaceWords = {
  /** In one line, where the page of the devices is found. */
  sync: Record<SyncState | 'alone', string>;
  day: {
    heading: string;
    lead: string;
    alarm: string;
    start: string;
    pause: string;
    alarmSigns: string;
    startSigns: string;
    pauseSigns: string;
    receive: { alarm: string; start: string; pause: string };
    on: string;
    budget: string;
    budgetLead: string;
    gave: string;
    cost: string;
    ins: Record<DepositId, string>;
    outs: Record<ExpenseId, string>;
    toLine: string;
    line: string;
    linePrompt: string;
    save: string;
    saved: string;
    again: string;
    undo: string;
    next: {
      alarm: string;
      alarmHint: string;
      tell: string;
      tellHint: string;
      start: string;
      startHint: string;
      pause: string;
      pauseHint: string;
    };
    today: string;
    acts: string;
    more: string;
    only: string;
    none: string;
    choose: string;
    erased: string;
    toDay: string;
    lockedToday: string;
    quiet: string;
    quietLead: string;
    anyway: string;
  };
  long: {
    /** Over the practices of the place. */
    practices: string;
    heading: string;
    buttons: string;
    week: string;
    notHere: string;
    whatHappened: string;
    writeLine: string;
    price: string;
    priceNote: string;
    get: string;
    pay: string;
    budget: string;
    cycle: string;
    begin: string;
    stay: string;
    part: string;
    refill: string;
    stones: Record<'none' | 'one' | 'many', string>;
    signs: string;
    signsNote: string;
    three: string;
    work: string;
    now: string;
    before: string;
    empty: string;
    emptyLead: string;
    invite: {
      checkIn: string;
      budget: string;
      price: string;
      cycle: string;
      signs: string;
      three: string;
      work: string;
    };
    openPractice: string;
    locked: string;
    earlier: string;
    tableLabel: string;
    emptyNote: string;
    checkInHint: string;
    earlierWeeks: string;
    earlierTimes: string;
    whichWeek: string;
    heaps: string;
    cycleName: string;
    thinHere: string;
    alsoBefore: string;
    onlyBefore: string;
    ask: string;
    askHint: string;
    more: string;
  };
  places: {
    meeting: { heading: string; lead: string };
    us: { heading: string; lead: string };
    system: {
      heading: string;
      lead: string;
      more: string;
      door: string;
      doors: { leader: string; 'safety-representative': string };
    };
    tabs: { us: string; system: string; label: string };
    showMore: string;
    minutes: string;
    underMinute: string;
    people: string;
    alone: string;
    any: string;
    pair: string;
    circle: string;
    circleOf: string;
  };
  board: {
    heading: string;
    lead: string;
    neverWho: string;
    hint: string;
    empty: string;
    emptyLead: string;
    add: string;
    own: string;
    usual: Record<UsualStructure, string>;
    name: string;
    calledHere: string;
    nameMissing: string;
    rhythm: string;
    owner: string;
    standIn: string;
    role: string;
    standInHint: string;
    lastHeld: string;
    notYet: string;
    next: string;
    noDay: string;
    nextHint: string;
    obstacle: string;
    obstacles: Record<Obstacle, string>;
    note: string;
    noteHint: string;
    state: Record<'coming' | 'due' | 'overdueOne' | 'overdue' | 'never-held' | 'no-day', string>;
    calledOff: string;
    carriedBy: Record<'nobody' | 'one', string>;
    held: string;
    move: string;
    moveTo: string;
    notHeld: string;
    change: string;
    locked: string;
    unreadable: string;
    take: string;
    takeFile: string;
    takeHint: string;
    taken: string;
    calendar: string;
    readIn: string;
    readInHint: string;
    cameIn: string;
    nothingNew: string;
    fileErrors: Record<'not-a-board' | 'newer-board' | 'bad-board', string>;
    kept: string;
    sheet: string;
    whatNext: string;
    signed: string;
    leader: string;
    representative: string;
    date: string;
    sheetFoot: string;
    issue: {
      heading: string;
      add: string;
      name: string;
      nameHint: string;
      level: string;
      owner: string;
      by: string;
      can: string;
      answered: string;
      answeredToday: string;
      onMe: string;
      state: Record<'coming' | 'due' | 'overdueOne' | 'overdue' | 'never-held' | 'no-day', string>;
    };
    fromPractice: { canGo: string; there: string; put: string; isThere: string };
  };
  all: {
    heading: string;
    search: string;
    searchHint: string;
    none: string;
    noneHint: string;
    found: string;
    by: string;
    moment: string;
    level: string;
    situation: string;
    place: string;
    everything: string;
    situations: {
      now: string;
      after: string;
      home: string;
      us: string;
      meeting: string;
      frames: string;
      lead: string;
      long: string;
    };
    moments: { now: string; day: string; long: string };
    levels: { me: string; team: string; leader: string; organisation: string };
  };
  kinds: {
    none: string;
    own: string;
    add: string;
    remove: string;
    edit: string;
    doctor: string;
    costs: string;
    levels: { me: string; team: string; leader: string; organisation: string };
    card: string;
    cardsLeft: string;
    placeIn: string;
    takeBack: string;
    park: string;
    parked: string;
    allPlaced: string;
    placed: string;
    editCard: string;
    keepWords: string;
    max: string;
    chosen: string;
    choose: string;
    moveUp: string;
    moveDown: string;
    first: string;
    last: string;
    unrank: string;
    lay: string;
    lift: string;
    noNet: string;
    writeStone: string;
    sideEmpty: string;
    missingSide: string;
    copyOver: string;
    row: string;
    ownRow: string;
    lastTime: string;
    notMarked: string;
    takeAway: string;
    mark: string;
    fewer: string;
    moreOf: string;
    stones: string;
    askOnce: string;
    slotEmpty: string;
    countNote: string;
    howMany: string;
    turnOf: string;
    person: string;
    passTurn: string;
    longer: string;
    aboutLeft: string;
    aboutOneLeft: string;
    soft: string;
    thanks: string;
    thanksOn: string;
    startTurn: string;
    rhythm: Record<'day' | 'week' | 'two-weeks' | 'month' | 'quarter' | 'year' | 'once', string>;
    when: string;
    calendar: string;
    /** The event's title, which colleagues may see: it says nothing of what was planned, nor of Ballast. */
    calendarTitle: string;
    calendarHint: string;
    suggestions: string;
    ownPace: string;
    letItRun: string;
    breatheIn: string;
    breatheOut: string;
    startBreath: string;
    stopBreath: string;
    minutes: string;
    howLong: string;
    startTimer: string;
    timerRuns: string;
    timerDone: string;
    passage: string;
    silence: string;
    lifetime: { keep: string; close: string; days: string; label: string };
    lengthHint: string;
    lookRound: string;
    rehearse: {
      aloud: string;
      stop: string;
      answered: string;
      look: string;
      howWasIt: string;
      another: string;
      easy: string;
      right: string;
      hard: string;
      onFromHere: string;
    };
    loop: { story: string; hint: string; empty: string; next: string; before: string };
  };
  endings: {
    heading: string;
    done: string;
    smallAct: string;
    smallActHint: string;
    what: string;
    when: string;
    tell: string;
    request: string;
    cardTo: string;
    cardText: string;
    show: string;
    print: string;
    copy: string;
    copied: string;
    copyFailed: string;
    finish: string;
    check: string;
    cardStays: string;
    endedSaved: string;
    /** Where the devices share a locker. */
    endedCarried: string;
    endedLocked: string;
    endedNothing: string;
    /** Where the catalogue lets a helper share with a team, which needs more than one device. */
    sharingWaits: string;
    endedMemory: string;
    endedForgets: string;
    erase: string;
    erased: string;
    home: string;
    worseHeading: string;
    worseLead: string;
    worseLook: string;
    worseMove: string;
    worseWater: string;
    worsePerson: string;
    worseQuiet: string;
    closed: string;
    related: string;
    cardFrom: string;
  };
  kept: {
    heading: string;
    lead: string;
    device: string;
    server: string;
    serverNothing: string;
    /** Where the devices share a locker. */
    serverSealed: string;
    serverSee: string;
    outside: string;
    outsideNone: string;
    entries: string;
    drafts: string;
    bytes: string;
    state: Record<'memory' | 'locked' | 'unlocked' | 'nothing', string>;
    persisted: string;
    notPersisted: string;
    nobody: string;
    employer: string;
    code: string;
    eraseOne: string;
    list: string;
    empty: string;
    erase: string;
    confirmErase: string;
    kinds: Record<'entry' | 'setup' | 'check-in' | 'setting', string>;
    newer: string;
    caches: string;
    limits: string;
    waiting: string;
    findings: string;
    outsideThings: Record<'looks' | 'order' | 'help' | 'people' | 'backup' | 'quiet' | 'lock', string>;
    more: string;
    letLie: string;
    also: string;
    otherVersion: string;
    weekLine: string;
    locked: string;
    gone: string;
    goOn: string;
  };
  lookOnce: {
    heading: string;
    /** How {n} of the entries on a page to print are spoken of. */
    entries: string;
    masked: string;
    back: string;
    showAnyway: string;
    copyAnyway: string;
    printAnyway: string;
    takeAnyway: string;
    kinds: { name: string; age: string; date: string; number: string; address: string; contact: string };
  };
  print: { from: string; pocket: string };
  paper: {
    heading: string;
    lead: string;
    /** What the row of sets is called. */
    sets: string;
    none: string;
    chosen: string;
    clear: string;
    booklet: string;
    pages: string;
    turn: string;
    noNames: string;
    help: string;
  };
};

export type DepositId = 'sleep' | 'food' | 'rest' | 'company' | 'safety' | 'outdoors';
export type ExpenseId = 'short-night' | 'unrest' | 'change' | 'hard-meeting' | 'no-break' | 'learning';

/** Everything that can go wrong and has words. */
export type ErrorTag =
  | 'wrong-passphrase'
  | 'passkey-refused'
  | 'passkey-no-prf'
  | 'storage-full'
  | 'evicted'
  | 'damaged-record'
  | 'other-tab'
  | 'held-open'
  | 'clock-back'
  | 'newer-format'
  | 'newer-practice'
  | 'weak-passphrase'
  | 'already-chosen'
  | 'last-way-in'
  | 'no-such-way-in'
  | 'passkey-unsupported'
  | 'wrong-passkey'
  | 'no-such-entry'
  | 'bad-entry'
  | 'too-large'
  | 'storage-failed'
  | 'lock-damaged'
  | 'backup-unreadable'
  | 'nothing-locked'
  | 'not-a-backup'
  | 'backup-newer'
  | 'backup-damaged'
  | 'no-storage'
  | 'insecure-page'
  | 'worker-failed'
  | 'offline-missing'
  | 'practice-missing'
  | 'locked'
  | 'unknown';
