export type SyncState = 'together' | 'sending' | 'offline' | 'saving' | 'refused' | 'removed' | 'unknown-there';

/** What the page of the helper's own devices says; only that page loads it. */
export type DeviceWords = {
  alone: {
    lead: string;
    what: string[];
    /** This server carries no lockers. */
    noLockers: string;
    closed: string;
    needsLock: string;
    open: string;
    openHint: string;
    voucher: string;
    voucherHint: string;
    /** One came with the link, and a lock comes first. */
    voucherHere: string;
    join: string;
    joinHint: string;
    recover: string;
    recoverHint: string;
  };
  together: {
    state: Record<SyncState, string>;
    last: string;
    lastNever: string;
    sendNow: string;
    askNow: string;
    goOnAlone: string;
    goOnAloneHint: string;
    needsNewer: string;
    inMemory: string;
  };
  alarms: { heading: string; read: string } & Record<
    'fork' | 'forged' | 'withheld' | 'rolled-back' | 'code-replaced',
    string
  >;
  list: {
    heading: string;
    thisOne: string;
    nameless: string;
    wrote: string;
    wroteNothing: string;
    left: string;
    hasLeft: string;
    rename: string;
    name: string;
    saveName: string;
    remove: string;
    removeWhat: string[];
    removeNeedsLock: string;
    removeConfirm: string;
    removePasskey: string;
    removed: string;
  };
  compare: { button: string; lead: string; words: string };
  add: {
    button: string;
    heading: string;
    /** Asked before the words are shown. */
    prove: string;
    proveWhy: string;
    showWords: string;
    showPasskey: string;
    needsLock: string;
    lead: string;
    scan: string;
    code: string;
    type: string;
    words: string;
    goodFor: string;
    lastMinute: string;
    over: string;
    newWords: string;
    waiting: string;
    asks: string;
    asksNameless: string;
    compare: string;
    same: string;
    no: string;
    refused: string;
    adding: string;
    done: string;
    doneLead: string;
  };
  join: {
    heading: string;
    lead: string;
    words: string;
    wordsHint: string;
    name: string;
    nameHint: string;
    phone: string;
    computer: string;
    ask: string;
    compare: string;
    compareLead: string;
    waiting: string;
    done: string;
    /** So many things are here now. */
    here: string;
    /** So many were here before, and went along. */
    came: string;
    keepLead: string;
    toDevices: string;
  };
  recover: {
    heading: string;
    lead: string;
    locker: string;
    code: string;
    lockerHint: string;
    codeHint: string;
    find: string;
    finding: string;
    done: string;
    newest: string;
    empty: string;
    lost: string;
    lostLead: string;
    lostNeedsLock: string;
  };
  code: {
    heading: string;
    state: Record<'none' | 'unproved' | 'proved', string>;
    what: string[];
    make: string;
    shown: string;
    shownLead: string;
    locker: string;
    code: string;
    paperHeading: string;
    paperHow: string;
    print: string;
    written: string;
    askBack: string;
    askBackLead: string;
    typed: string;
    check: string;
    later: string;
    lostIt: string;
    proved: string;
    provedLead: string;
    /** In place of one that is lost, or that somebody may have seen. */
    renew: string;
    renewWhat: string[];
    renewConfirm: string;
    makePasskey: string;
    needsLock: string;
  };
  held: {
    heading: string;
    lead: string;
    bytes: string;
    made: string;
    touched: string;
    devices: string;
    recoveryKey: string;
    leftDevices: string;
    noTimes: string;
    guess: string;
    list: string;
    kinds: Record<'operation' | 'segment' | 'manifest', string>;
    unknownDevice: string;
    onlyHash: string;
    first: string;
    more: string;
    none: string;
  };
  end: {
    heading: string;
    what: string[];
    rule: string;
    ruleNever: string;
    button: string;
    confirm: string;
    done: string;
  };
  justNow: string;
  tryAgain: string;
  working: string;
  errors: Record<DeviceErrorTag, string>;
};

export type DeviceErrorTag =
  | 'no-line'
  | 'strange'
  | 'server-trouble'
  | 'too-many'
  | 'too-many-devices'
  | 'voucher'
  | 'closed'
  | 'full'
  | 'server-full'
  | 'space-taken'
  | 'unknown-there'
  | 'removed'
  | 'overtaken'
  | 'same-time'
  | 'no-such-word'
  | 'too-few-words'
  | 'too-many-words'
  | 'words-do-not-fit'
  | 'has-locker'
  | 'no-locker'
  | 'words-over'
  | 'not-by-these-words'
  | 'not-the-same'
  | 'wrong-code'
  | 'code-known'
  | 'code-over';
