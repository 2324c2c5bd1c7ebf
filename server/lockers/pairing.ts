import {
  largestLetter,
  pairingMs,
  routes,
  type MailboxRequest,
  type PairingAnswer,
  type PairingAnswered,
  type PairingAsk,
} from '#contract/routes.ts';
import type { Result } from '#core/result.ts';
import { bytesToHex, hexToBytes } from '#vault/public/bytes.ts';
import {
  answerMailbox,
  askMailbox,
  openMailbox,
  readAsked,
  takeAnswered,
  type MailboxUnknown,
} from '../store/mailboxes.ts';
import type { LockerOptions } from './options.ts';
import { readFields } from './read-fields.ts';
import type { Routing } from './routing.ts';
import { sha256OfHex } from './sha256.ts';

const mailboxField = { mailbox: 4 } as const;
const sealedField = { sealed: { upTo: largestLetter } } as const;
/** A letter in hex, and the fields beside it. */
const LARGEST_BODY = 2 * largestLetter + 1024;

/** Mailboxes in which two devices that do not know each other yet meet, for one question and one answer. */
export function addPairingRoutes({ database, now }: LockerOptions, routing: Routing): void {
  const { badRequest, empty, say, done, refuse, post, postAsDevice } = routing;
  const letter = (result: Result<Uint8Array | null, MailboxUnknown>) => {
    if (!result.ok) return refuse(result.error);
    return result.value === null ? empty() : say({ sealed: bytesToHex(result.value) });
  };

  postAsDevice(routes.pairingOpen, async (asker, { req }) => {
    const wanted: MailboxRequest | null = readFields(await req.text(), mailboxField);
    if (wanted === null) return badRequest();
    const at = now();
    return done(await openMailbox(database, { ...asker, ...wanted, now: at, expiresAt: at + pairingMs }));
  });

  post(
    routes.pairingAsk,
    async ({ req }) => {
      const asked: PairingAsk | null = readFields(await req.text(), { ...mailboxField, claim: 16, ...sealedField });
      if (asked === null) return badRequest();
      const { mailbox, claim } = asked;
      const claimHash = sha256OfHex(claim);
      return done(await askMailbox(database, { mailbox, claimHash, sealed: hexToBytes(asked.sealed), now: now() }));
    },
    LARGEST_BODY,
  );

  postAsDevice(routes.pairingAsked, async (asker, { req }) => {
    const wanted: MailboxRequest | null = readFields(await req.text(), mailboxField);
    return wanted === null ? badRequest() : letter(await readAsked(database, { ...asker, ...wanted, now: now() }));
  });

  postAsDevice(
    routes.pairingAnswer,
    async (asker, { req }) => {
      const answer: PairingAnswer | null = readFields(await req.text(), { ...mailboxField, ...sealedField });
      if (answer === null) return badRequest();
      const sealed = hexToBytes(answer.sealed);
      return done(await answerMailbox(database, { ...asker, mailbox: answer.mailbox, sealed, now: now() }));
    },
    LARGEST_BODY,
  );

  post(routes.pairingAnswered, async ({ req }) => {
    const wanted: PairingAnswered | null = readFields(await req.text(), { ...mailboxField, claim: 16 });
    if (wanted === null) return badRequest();
    const claimHash = sha256OfHex(wanted.claim);
    return letter(await takeAnswered(database, { mailbox: wanted.mailbox, claimHash, now: now() }));
  });
}
